//! One JSON document.

use serde::Serialize;

use crate::candidate::Candidate;
use crate::finding::Place;
use crate::lints::context::Subject;
use crate::output::path;

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
pub(crate) fn write(subject: Subject<'_>, candidates: &[Candidate]) -> String {
    let entries = candidates.iter().map(|candidate| {
        let Position { file, line } = position(subject, &candidate.place);
        let evidence = candidate.evidence.iter();
        Entry {
            kind: candidate.kind.word(),
            name: &candidate.name,
            package: super::package(subject, candidate),
            file,
            line,
            evidence: evidence.map(|one| position(subject, &one.place)).collect(),
        }
    });
    let document = Document {
        candidates: entries.collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("it holds strings and numbers");
    text + "\n"
}

fn position(subject: Subject<'_>, place: &Place) -> Position {
    let file = &subject.files[place.file.0];
    Position {
        file: path(&file.shown),
        line: file.position(place.range.start).line,
    }
}
