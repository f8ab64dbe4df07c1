//! One JSON document.

use serde::Serialize;

use crate::candidate::Candidate;
use crate::finding::Place;
use crate::lints::context::CheckContext;
use crate::paths;

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

pub(crate) fn write(cx: CheckContext<'_>, candidates: &[&Candidate]) -> String {
    let entries = candidates.iter().map(|candidate| {
        let Position { file, line } = position(cx, &candidate.place);
        let evidence = candidate.evidence.iter();
        Entry {
            kind: candidate.kind.word(),
            name: &candidate.name,
            package: super::package(cx, candidate),
            file,
            line,
            evidence: evidence.map(|one| position(cx, &one.place)).collect(),
        }
    });
    let document = Document {
        candidates: entries.collect(),
    };
    crate::json::text(&document)
}

fn position(cx: CheckContext<'_>, place: &Place) -> Position {
    let file = &cx.files[place.file.0];
    Position {
        file: paths::text(&file.shown),
        line: file.position(place.range.start).line,
    }
}
