//! One JSON document.

use serde::Serialize;

use crate::discover::Candidate;
use crate::finding::Place;
use crate::output::path;
use crate::scan::Scan;

#[derive(Serialize)]
struct Document<'a> {
    candidates: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    name: &'a str,
    package: &'a str,
    file: String,
    line: usize,
    evidence: Vec<Position>,
}

#[derive(Serialize)]
struct Position {
    file: String,
    line: usize,
}

/// Writes all candidates.
///
/// # Panics
///
/// Never: the document holds nothing that JSON cannot.
#[must_use]
pub fn write(scan: &Scan, candidates: &[Candidate]) -> String {
    let entries = candidates.iter().map(|candidate| {
        let Position { file, line } = position(scan, &candidate.place);
        let evidence = candidate.evidence.iter();
        Entry {
            kind: candidate.kind.word(),
            name: &candidate.name,
            package: super::package(scan, candidate),
            file,
            line,
            evidence: evidence.map(|one| position(scan, &one.place)).collect(),
        }
    });
    let document = Document {
        candidates: entries.collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("it holds strings and numbers");
    text + "\n"
}

fn position(scan: &Scan, place: &Place) -> Position {
    let file = &scan.files[place.file.0];
    Position {
        file: path(&file.shown),
        line: file.position(place.range.start).line,
    }
}
