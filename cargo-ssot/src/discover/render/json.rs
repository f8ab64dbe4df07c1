//! One JSON document.

use serde::Serialize;

use crate::candidate::Candidate;
use crate::finding::Place;
use crate::lints::context::CheckContext;

#[derive(Serialize)]
struct Document<'a> {
    candidates: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    name: &'a str,
    package: &'a str,
    #[serde(flatten)]
    position: Position,
    evidence: Vec<Position>,
}

#[derive(Serialize)]
struct Position {
    file: String,
    line: usize,
}

pub(crate) fn write(cx: CheckContext<'_>, candidates: &[&Candidate]) -> String {
    let position = |place: &Place| {
        let (file, line) = super::position(cx, place);
        Position { file, line }
    };
    let entries = candidates.iter().map(|candidate| {
        let evidence = candidate.evidence.iter();
        Entry {
            kind: candidate.kind.word(),
            name: &candidate.name,
            package: super::package(cx, candidate),
            position: position(&candidate.place),
            evidence: evidence.map(|one| position(&one.place)).collect(),
        }
    });
    crate::json::text(&Document {
        candidates: entries.collect(),
    })
}
