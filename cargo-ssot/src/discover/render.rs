//! The formats that candidates are written in.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use super::{Candidate, Kind};
use crate::counted::counted;
use crate::finding::Place;
use crate::output::path;
use crate::scan::Scan;

/// A place, as it is shown: `src/lib.rs:12`.
fn shown(scan: &Scan, place: &Place) -> String {
    let file = &scan.files[place.file.0];
    let line = file.position(place.range.start).line;
    format!("{}:{line}", path(&file.shown))
}

/// The package that a candidate is in.
fn package<'a>(scan: &'a Scan, candidate: &Candidate) -> &'a str {
    let file = &scan.files[candidate.place.file.0];
    &scan.workspace.packages[file.package].name
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
