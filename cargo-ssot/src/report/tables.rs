//! The findings, sorted by what they have in common.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use ssot_rules::Rule;
use ssot_rules::classification::{Category, Effort, Risk};

use crate::escape::escape_control;
use crate::finding::Finding;
use crate::paths;
use crate::scan::Scan;
use crate::score::{Score, Weight};

/// How many files a report names.
const FILES: usize = 10;

/// Findings by one of their properties.
#[derive(Debug)]
pub struct Table {
    /// The property, in one word: `category`.
    pub by: &'static str,
    /// The heading above it.
    pub title: &'static str,
    /// What it says, in one sentence.
    pub about: &'static str,
    /// Whether its rows are parts that have a score of their own.
    pub scored: bool,
    pub groups: Vec<Group>,
}

impl Table {
    /// The heading of the column of names.
    pub fn heading(&self) -> String {
        let mut heading = self.by.to_owned();
        heading[..1].make_ascii_uppercase();
        heading
    }

    /// The first rows that have findings: the others say nothing to people.
    pub fn rows(&self, most: usize) -> impl Iterator<Item = &Group> {
        self.filled().take(most)
    }

    /// Whether no row has findings.
    pub fn is_empty(&self) -> bool {
        self.filled().next().is_none()
    }

    fn filled(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.findings > 0)
    }

    /// How many rows there are behind the first ones.
    pub fn left_out(&self, most: usize) -> usize {
        self.filled().count().saturating_sub(most)
    }

    /// How long the bar of a row is, of 100. The heaviest row has all of it.
    pub fn bar(&self, group: &Group) -> String {
        let heaviest = self.groups.iter().map(|group| group.weight).max();
        let share = heaviest.map_or(0.0, |heaviest| group.weight.share_of(heaviest));
        format!("{share:.1}")
    }
}

/// Findings that have a property in common.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// What that means, where the name alone does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<&'static str>,
    pub findings: usize,
    pub weight: Weight,
    /// The score of these findings alone.
    pub score: Score,
    /// The score of everything once these are repaired.
    pub score_if_fixed: Score,
}

/// The groups of each table under the property that they have in common.
pub(super) fn by_property<S: Serializer>(
    tables: &[Table],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let groups: BTreeMap<_, _> = tables
        .iter()
        .map(|table| (table.by, &table.groups))
        .collect();
    groups.serialize(serializer)
}

/// Every table, in the order in which reports show them.
pub(super) fn of(scan: &Scan, findings: &[&Finding], only: &[String], known: bool) -> Vec<Table> {
    let sorter = Sorter {
        findings,
        weight: findings.iter().copied().map(Weight::of).sum(),
        known,
    };
    let packages = scan.workspace.packages.iter();
    let packages = packages.filter(|package| only.is_empty() || only.contains(&package.name));
    let mut files = sorter.by(|finding| escape_control(&paths::text(&scan.file(finding).shown)));
    files.truncate(FILES);
    vec![
        Table {
            by: "category",
            title: "By category",
            about: "The subjects of the findings. The score is that of the category alone.",
            scored: true,
            groups: sorter.in_order(Category::ALL, Finding::category, |_| None),
        },
        Table {
            by: "risk",
            title: "By risk",
            about: "The damage that is possible at run time.",
            scored: false,
            groups: sorter.in_order(Risk::ALL, |finding| finding.risk, |risk| Some(danger(risk))),
        },
        Table {
            by: "effort",
            title: "By effort",
            about: "The work of the repairs: small ones can be done at once.",
            scored: false,
            groups: sorter.in_order(
                Effort::ALL,
                |finding| finding.effort,
                |effort| Some(work(effort)),
            ),
        },
        Table {
            by: "rule",
            title: "By rule",
            about: "The broken rules, heaviest first.",
            scored: false,
            groups: sorter.by_rule(),
        },
        Table {
            by: "package",
            title: "By package",
            about: "The score is that of the package alone.",
            scored: true,
            groups: {
                let names: Vec<_> = packages.map(|package| package.name.as_str()).collect();
                sorter.in_order(&names, |finding| scan.package(finding), |_| None)
            },
        },
        Table {
            by: "module",
            title: "By module",
            about: "The modules with findings, heaviest first. The score is that of the module alone.",
            scored: true,
            groups: sorter.by(|finding| escape_control(&scan.module(finding))),
        },
        Table {
            by: "file",
            title: "Worst files",
            about: "The ten files with the heaviest findings.",
            scored: false,
            groups: files,
        },
    ]
}

struct Sorter<'a> {
    findings: &'a [&'a Finding],
    weight: Weight,
    /// Whether everything is known, so that a score can be the best one.
    known: bool,
}

impl Sorter<'_> {
    /// One group for each of `all`, those without findings too.
    fn in_order<P: Copy + PartialEq + ToString>(
        &self,
        all: &[P],
        property: impl Fn(&Finding) -> P,
        meaning: impl Fn(P) -> Option<&'static str>,
    ) -> Vec<Group> {
        let group = |wanted: &P| {
            let has = |finding: &&&Finding| property(finding) == *wanted;
            let findings: Vec<&Finding> = self.findings.iter().filter(has).copied().collect();
            let name = escape_control(&wanted.to_string());
            self.group(name, meaning(*wanted), &findings)
        };
        all.iter().map(group).collect()
    }

    /// The groups that have findings, the heaviest first.
    fn by(&self, property: impl Fn(&Finding) -> String) -> Vec<Group> {
        let mut groups: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
        for finding in self.findings {
            groups.entry(property(finding)).or_default().push(finding);
        }
        let groups = groups
            .into_iter()
            .map(|(name, findings)| self.group(name, None, &findings));
        heaviest_first(groups.collect())
    }

    fn by_rule(&self) -> Vec<Group> {
        let all = self.in_order(
            Rule::ALL,
            |finding| finding.rule,
            |rule| Some(rule.entry().title),
        );
        let found = all.into_iter().filter(|group| group.findings > 0);
        heaviest_first(found.collect())
    }

    fn group(&self, name: String, meaning: Option<&'static str>, findings: &[&Finding]) -> Group {
        let weight: Weight = findings.iter().copied().map(Weight::of).sum();
        Group {
            name,
            meaning,
            findings: findings.len(),
            weight,
            score: Score::of(weight).known(self.known),
            score_if_fixed: Score::of(self.weight - weight).known(self.known),
        }
    }
}

/// Names decide between equals, so that the same workspace always gives the same report.
fn heaviest_first(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by(|one, other| {
        let heavier = other.weight.cmp(&one.weight);
        heavier.then_with(|| one.name.cmp(&other.name))
    });
    groups
}

fn danger(risk: Risk) -> &'static str {
    match risk {
        Risk::Critical => "state of one user may reach another",
        Risk::High => "state is split, or validation is skipped",
        Risk::Medium => "two places can drift apart",
        _ => "a reader is misled",
    }
}

fn work(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "one line each",
        Effort::Medium => "one file each",
        _ => "several files, or a decision first",
    }
}
