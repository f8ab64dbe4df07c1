//! The formats that candidates are written in.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use crate::candidate::{Candidate, Kind};
use crate::finding::Place;
use crate::lints::context::CheckContext;
use crate::paths;
use crate::pluralize::pluralize;

/// The file and the line of a place.
fn position(cx: CheckContext<'_>, place: &Place) -> (String, usize) {
    let file = &cx.files[place.file.0];
    let line = file.position(place.range.start).line;
    (paths::text(&file.shown), line)
}

/// A place, as it is shown: `src/lib.rs:12`.
pub(crate) fn shown(cx: CheckContext<'_>, place: &Place) -> String {
    let (file, line) = position(cx, place);
    format!("{file}:{line}")
}

/// The package that a candidate is in.
fn package<'a>(cx: CheckContext<'a>, candidate: &Candidate) -> &'a str {
    let file = &cx.files[candidate.place.file.0];
    &cx.workspace.packages[file.package].name
}

/// How many there are of each kind, in a line.
pub fn summary(candidates: &[&Candidate]) -> String {
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
        pluralize(candidates.len(), "candidate"),
        kinds.join(", ")
    )
}
