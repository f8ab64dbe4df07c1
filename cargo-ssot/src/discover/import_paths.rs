//! Types that are imported by several paths in their own crate.

use crate::candidate::{Candidate, Evidence, Kind};
use crate::lints::context::CheckContext;
use crate::lints::imports;
use crate::pluralize::pluralize;

pub(super) fn candidates(cx: CheckContext<'_>) -> impl Iterator<Item = Candidate> {
    imports::by_several_paths(cx).map(move |(of, others)| Candidate {
        kind: Kind::ImportPaths,
        name: cx.crates[of].name.to_string(),
        path: cx.crates.defined_at(of).into_string(),
        place: cx.place_of(of),
        reason: format!(
            "{} by another path than the one used most",
            pluralize(others.len(), "use")
        ),
        rank: 250 + u64::try_from(others.len().min(40)).unwrap_or_default(),
        evidence: others
            .into_iter()
            .map(|place| Evidence::new(place, "another path"))
            .collect(),
        of_type: Some(of),
    })
}
