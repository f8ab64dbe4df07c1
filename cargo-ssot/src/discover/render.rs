//! The formats that candidates are written in.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use crate::candidate::{Candidate, Kind};
use crate::counted::counted;
use crate::finding::Place;
use crate::lints::context::Subject;
use crate::output::path;

/// A place, as it is shown: `src/lib.rs:12`.
fn shown(subject: Subject<'_>, place: &Place) -> String {
    let file = &subject.files[place.file.0];
    let line = file.position(place.range.start).line;
    format!("{}:{line}", path(&file.shown))
}

/// The package that a candidate is in.
fn package<'a>(subject: Subject<'a>, candidate: &Candidate) -> &'a str {
    let file = &subject.files[candidate.place.file.0];
    &subject.workspace.packages[file.package].name
}

/// How many there are of each kind, in a line.
#[must_use]
pub fn summary(candidates: &[Candidate]) -> String {
    if candidates.is_empty() {
        return "no candidates".to_owned();
    }
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let count = candidates.iter().filter(|one| one.kind == *kind).count();
        (count > 0).then(|| format!("{count} {kind}"))
    });
    let kinds: Vec<_> = kinds.collect();
    format!(
        "{}: {}; each is a question, none a violation",
        counted(candidates.len(), "candidate"),
        kinds.join(", ")
    )
}
