//! Types and functions that are defined more than once.
//!
//! Most copies keep their names, so [`types`] and [`functions`] compare what has one name. Both find copies under
//! other names as well, where nothing else would explain how alike they are.

mod code;
mod functions;
mod types;

use std::collections::BTreeMap;

use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::Place;
use crate::index::{ItemPathBuf, Name};
use crate::lints::context::CheckContext;

/// How many definitions there are at most of a name that says what something is.
const ROLE: usize = 4;
/// How many definitions of one name are compared. A name that stands for more says what something does, not what it is.
const COMPARED: usize = 40;

pub(super) fn candidates(cx: CheckContext<'_>) -> Vec<Candidate> {
    let (mut found, copied) = types::candidates(cx);
    found.extend(functions::candidates(cx, &copied));
    found
}

/// Two of what is compared, by their positions, with how alike they are in percent.
type Pair = (usize, usize, usize);

/// Definitions that are alike, the first one first, each other one with how alike it is to the one that it was found by.
struct Cluster {
    first: usize,
    others: Vec<(usize, usize)>,
}

/// One of the definitions that are alike.
struct Copy {
    name: Name,
    path: ItemPathBuf,
    place: Place,
}

impl Cluster {
    /// The candidate that it is; `sentence` says of the first one what is there several times.
    fn candidate(&self, copy: impl Fn(usize) -> Copy, sentence: &str, rank: u64) -> Candidate {
        let Copy { name, path, place } = copy(self.first);
        let others = self.others.iter();
        let others: Vec<_> = others.map(|(other, alike)| (copy(*other), alike)).collect();
        let renamed = others.iter().any(|(other, _)| other.name != name);
        let under = if renamed { " under several names" } else { "" };
        let evidence = others.into_iter().map(|(other, alike)| {
            Evidence::new(other.place, format!("`{}`, {alike} % alike", other.path))
        });
        let (count, most) = (self.count(), self.most());
        Candidate {
            kind: Kind::Duplicate,
            name: name.to_string(),
            path: path.into_string(),
            place,
            evidence: evidence.collect(),
            reason: format!("{sentence} {count} times{under}, up to {most} % alike"),
            rank,
            of_type: None,
        }
    }

    /// How many definitions there are.
    fn count(&self) -> usize {
        self.others.len() + 1
    }

    /// How alike the most alike ones are.
    fn most(&self) -> usize {
        let percents = self.others.iter().map(|(_, percent)| *percent);
        percents.max().unwrap_or_default()
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        let others = self.others.iter().map(|(other, _)| *other);
        [self.first].into_iter().chain(others)
    }

    /// How much it matters, by what it consists of.
    fn rank(&self, size: usize) -> u64 {
        let rank = self.most() + 5 * self.count().min(20) + size.min(80);
        u64::try_from(rank).unwrap_or_default()
    }
}

/// What is connected by pairs, in order.
fn clusters(pairs: &[Pair]) -> Vec<Cluster> {
    let mut alike: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (one, other, percent) in pairs {
        alike.entry(*one).or_default().push((*other, *percent));
        alike.entry(*other).or_default().push((*one, *percent));
    }
    let mut found = Vec::new();
    while let Some((first, _)) = alike.first_key_value() {
        let first = *first;
        let mut group = vec![(first, 100)];
        let mut next = 0;
        while let Some((of, _)) = group.get(next).copied() {
            for (other, percent) in alike.remove(&of).unwrap_or_default() {
                if group.iter().all(|(known, _)| *known != other) {
                    group.push((other, percent));
                }
            }
            next += 1;
        }
        let others = group.split_off(1);
        found.push(Cluster { first, others });
    }
    found
}

/// Each two of some positions, the earlier one first.
fn pairs_of(indices: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let with_later = |(position, one): (usize, &usize)| {
        let one = *one;
        let later = indices[position + 1..].iter();
        later.map(move |other| (one, *other))
    };
    indices.iter().enumerate().flat_map(with_later)
}
