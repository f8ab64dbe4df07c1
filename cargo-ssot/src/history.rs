//! The way of the [score](crate::score) over the commits of a period.
//!
//! Nothing is checked out and nothing is fetched. [`git`] lists the commits of the first-parent line and hands out their files,
//! [`snapshot`] makes a workspace of each commit, and [`blobs`] parses each file once, however many commits it is in. Rules, exclusions and
//! components are those of today's `ssot.toml`, so that the points of a trend can be compared.

mod blobs;
mod git;
pub mod period;
mod snapshot;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::finding::{Finding, Problem};
use crate::scan::Scan;
use crate::score::{Score, Weight};
use blobs::Blobs;
use git::{Commit, Repository};
use period::Period;
pub use period::day;
use snapshot::Snapshot;

/// How many commits are looked at, at most.
pub const POINTS: usize = 30;

/// The scores of some commits.
#[derive(Debug, Serialize)]
pub struct Trend {
    /// How far back it goes.
    pub period: Period,
    /// When it starts.
    pub start: Timestamp,
    /// The points, the oldest first.
    pub points: Vec<Point>,
    /// What a reader has to know about them.
    pub notes: Vec<String>,
    /// What could not be done.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// The score of one commit.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// The commit's name, all of it.
    pub commit: String,
    /// When it was committed.
    pub time: Timestamp,
    pub score: Score,
    pub findings: usize,
    /// How much they weigh.
    pub weight: Weight,
    /// How many of its files could not be read. With any, the score is an upper bound.
    pub unread: usize,
    /// How many candidates nobody has judged. With any, the score is an upper bound.
    pub not_judged: usize,
}

impl Point {
    /// The day, in UTC.
    #[must_use]
    pub fn day(&self) -> Date {
        day(self.time)
    }

    /// Whether the score can only be lower.
    pub(crate) fn is_upper_bound(&self) -> bool {
        self.unread + self.not_judged > 0
    }

    /// The commit's name, as people write it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.commit.get(..10).unwrap_or(&self.commit)
    }

    /// The same for a commit with the same code.
    fn at(&self, commit: &Commit) -> Self {
        Self {
            commit: commit.id.clone(),
            time: commit.time,
            ..self.clone()
        }
    }
}

impl Trend {
    /// Looks at the commits of a period before `now`, and counts the findings of those packages that `selects` accepts.
    ///
    /// `progress` is called after each file that is parsed, with how many there are.
    #[must_use]
    pub fn of(
        today: &Scan,
        period: Period,
        now: Timestamp,
        selects: &(dyn Fn(&str) -> bool + Sync),
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let mut trend = Self {
            period,
            start: period.start(now),
            points: Vec::new(),
            notes: Vec::new(),
            problems: Vec::new(),
        };
        if let Err(problem) = trend.fill(today, selects, progress) {
            trend.problems.push(problem);
        }
        trend
    }

    fn fill(
        &mut self,
        today: &Scan,
        selects: &(dyn Fn(&str) -> bool + Sync),
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), Problem> {
        let repository = Repository::of(&today.workspace.root)?;
        let commits = repository.commits_since(self.start)?;
        if let Some(oldest) = commits.last() {
            self.problems.extend(repository.is_cut_off_at(oldest));
        }
        let picked = pick(&commits);
        self.notes
            .extend(note_on_choice(&commits, &picked, self.period));
        let mut blobs = Blobs::new(&repository.git)?;
        let mut snapshots: Vec<Snapshot> = Vec::new();
        // Each commit with whether its code is that of the one before.
        let mut same = Vec::new();
        for commit in &picked {
            let snapshot = Snapshot::of(repository.files_of(commit)?, &mut blobs, today)?;
            let is_same = match snapshots.last_mut() {
                Some(last) if last.code == snapshot.code => {
                    last.note(&snapshot);
                    true
                }
                _ => {
                    blobs.expect(&snapshot.files);
                    snapshots.push(snapshot);
                    false
                }
            };
            same.push((*commit, is_same));
        }
        self.notes.extend(snapshot::notes(&snapshots));
        let mut snapshots = snapshots.into_iter();
        for (commit, is_same) in same {
            let point = match self.points.last() {
                Some(before) if is_same => before.at(commit),
                _ => {
                    let Some(snapshot) = snapshots.next() else {
                        break;
                    };
                    point(commit, snapshot, &mut blobs, today, selects, progress)?
                }
            };
            self.points.push(point);
        }
        self.notes.extend(note_on_unread(&self.points));
        self.problems.extend(blobs.problem());
        Ok(())
    }

    /// How the score moved from the first commit to what it is now.
    #[must_use]
    pub fn change(&self, now: Score) -> Option<String> {
        let first = self.points.first()?;
        Some(now.change_since(first.score))
    }
}

fn point(
    commit: &Commit,
    snapshot: Snapshot,
    blobs: &mut Blobs,
    today: &Scan,
    selects: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Point, Problem> {
    let (files, unread) = blobs.files(&snapshot.files, today, progress)?;
    let settings = today.settings.clone();
    let past = Scan::of_files(snapshot.workspace, settings, files, Vec::new());
    let findings: Vec<&Finding> = past
        .findings()
        .filter(|finding| selects(past.package(finding)))
        .collect();
    let weight = findings.iter().copied().map(Weight::of).sum();
    let not_judged = past.not_judged(&|package| selects(package)).values().sum();
    Ok(Point {
        commit: commit.id.clone(),
        time: commit.time,
        score: Score::of(weight).known(not_judged == 0),
        findings: findings.len(),
        weight,
        unread,
        not_judged,
    })
}

/// The last commit of each day, and of those as many as are looked at, evenly spaced, the oldest first. The newest and the oldest are
/// always among them.
fn pick(newest_first: &[Commit]) -> Vec<&Commit> {
    let mut days = BTreeSet::new();
    let of_days = newest_first
        .iter()
        .filter(|commit| days.insert(day(commit.time)));
    let mut of_days: Vec<_> = of_days.collect();
    // Clocks can be wrong, so that a child is older than its parent.
    of_days.sort_by_key(|commit| commit.time);
    let last = of_days.len().saturating_sub(1);
    if last < POINTS {
        return of_days;
    }
    (0..POINTS)
        .map(|point| of_days[point * last / (POINTS - 1)])
        .collect()
}

fn note_on_choice(all: &[Commit], picked: &[&Commit], period: Period) -> Option<String> {
    if all.is_empty() {
        return Some(format!("No commit was made within {period}."));
    }
    (picked.len() < all.len()).then(|| {
        format!(
            "{} of {} commits are shown: the last one of a day, and {POINTS} at most.",
            picked.len(),
            all.len()
        )
    })
}

/// Old commits cannot be repaired, so it is no problem; but a score that rises because files became unreadable has to be explained.
fn note_on_unread(points: &[Point]) -> Option<String> {
    let incomplete = points.iter().filter(|point| point.unread > 0).count();
    (incomplete > 0).then(|| {
        format!(
            "In {incomplete} of {} commits some files cannot be read. The scores of these commits are upper bounds.",
            points.len()
        )
    })
}
