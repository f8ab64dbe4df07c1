//! Types that are imported by several paths in their own crate.

use super::candidate::{Candidate, Evidence, Kind};
use crate::counted::counted;
use crate::lints::census::place_of;
use crate::lints::context::Subject;
use crate::lints::imports;

pub(super) fn candidates(subject: Subject<'_>) -> impl Iterator<Item = Candidate> {
    imports::by_several_paths(subject).map(move |(of, others)| Candidate {
        kind: Kind::ImportPaths,
        name: subject.crates[of].name.clone(),
        path: subject.crates.defined_at(of),
        place: place_of(subject.files, subject.crates, of),
        reason: format!(
            "{} by another path than the one used most",
            counted(others.len(), "use")
        ),
        rank: 250 + u64::try_from(others.len().min(40)).unwrap_or_default(),
        evidence: others
            .into_iter()
            .map(|place| Evidence {
                place,
                text: "another path".to_owned(),
            })
            .collect(),
        subject: Some(of),
    })
}
