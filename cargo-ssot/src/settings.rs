//! `ssot.toml`: what a project says about itself.
//!
//! ```
//! use std::path::Path;
//!
//! use cargo_ssot::testing::settings::Settings;
//! use ssot_rules::Rule;
//!
//! let mut problems = Vec::new();
//! let text = "exclude = ['/generated/']\n[rules]\noff = ['SSOT107']";
//! let settings = Settings::parse(Path::new("/shop"), text, &mut problems);
//! assert!(settings.excludes(Path::new("generated/lib.rs")));
//! assert!(!settings.reports(Rule::of_code("SSOT107").expect("it is a code")));
//! assert!(problems.is_empty());
//! ```

mod file;
mod judgement;
pub mod judging;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use ssot_rules::Rule;
use toml::Spanned;

pub use self::file::FILE;
pub(crate) use self::file::without_effect;
use self::file::{position, problem};
pub use self::judgement::Judgement;
use self::judgement::{WrittenJudgement, judgements};
use crate::finding::Problem;
use crate::index::{ItemPath, ItemPathBuf};

/// What the file says.
#[derive(Clone, Debug)]
pub struct Settings {
    off: Vec<Rule>,
    excluded: Gitignore,
    /// Types that are components before they are annotated, by name or pattern.
    pub components: Vec<String>,
    /// The score that the project wants to reach, of 100.
    pub goal: Option<u8>,
    /// What was said about candidates, by their keys.
    judged: BTreeMap<String, Judgement>,
    /// What constructions become that no rule could tell.
    pub(crate) templates: Vec<Template>,
}

/// A template of a construction, as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// What it changes.
    pub(crate) from: Placed,
    /// What that becomes.
    pub(crate) to: Placed,
}

/// A text of the file.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) text: String,
    /// Line and column.
    pub(crate) position: (usize, usize),
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// Patterns as in a `.gitignore`: files that are not looked at.
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    rules: WrittenRules,
    #[serde(default)]
    components: WrittenComponents,
    #[serde(default)]
    judged: BTreeMap<Spanned<String>, Spanned<WrittenJudgement>>,
    #[serde(default)]
    score: WrittenScore,
    #[serde(default)]
    migrate: WrittenMigration,
}

#[derive(Debug, Default)]
struct WrittenRules {
    /// What rules once had to be told to guess at: where it stands, if it does.
    on: Option<std::ops::Range<usize>>,
    off: Vec<String>,
}

/// By hand, since what is gone is to be told from what never was, and is no setting to be suggested.
impl<'de> Deserialize<'de> for WrittenRules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rules;
        impl<'de> Visitor<'de> for Rules {
            type Value = WrittenRules;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table with `off`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WrittenRules, A::Error> {
                let mut rules = WrittenRules::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    match key.get_ref().as_str() {
                        "on" => {
                            map.next_value::<IgnoredAny>()?;
                            rules.on = Some(key.span());
                        }
                        "off" => rules.off = map.next_value()?,
                        other => return Err(A::Error::unknown_field(other, &["off"])),
                    }
                }
                Ok(rules)
            }
        }
        deserializer.deserialize_map(Rules)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenComponents {
    #[serde(default)]
    names: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenScore {
    goal: Option<u8>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenMigration {
    #[serde(default)]
    constructors: Vec<WrittenTemplate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenTemplate {
    from: Spanned<String>,
    to: Spanned<String>,
}

impl Settings {
    /// Reads the file of the workspace in `root`; without one, what holds by default.
    pub fn read(root: &Path, problems: &mut Vec<Problem>) -> Self {
        let path = root.join(FILE);
        let text = match text_of(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                problems.push(problem(None, format!("the file cannot be read: {error}")));
                String::new()
            }
        };
        Self::parse(root, &text, problems)
    }

    /// Reads the text of a file. What is wrong in it is a problem, and holds as not written.
    pub fn parse(root: &Path, text: &str, problems: &mut Vec<Problem>) -> Self {
        let written: Written = toml::from_str(text).unwrap_or_else(|error| {
            let position = error.span().map(|span| position(text, span.start));
            problems.push(problem(position, error.message().to_owned()));
            Written::default()
        });
        let mut excluded = GitignoreBuilder::new(root);
        for pattern in &written.exclude {
            if let Err(error) = excluded.add_line(None, pattern) {
                problems.push(problem(
                    None,
                    format!("`{pattern}` is not a valid pattern: {error}"),
                ));
            }
        }
        let goal = written.score.goal.filter(|goal| {
            let possible = *goal <= 100;
            if !possible {
                problems.push(problem(None, format!("a goal of {goal} is more than 100")));
            }
            possible
        });
        if let Some(on) = &written.rules.on {
            problems.push(Problem {
                help: "remove the line: `cargo ssot discover` lists what the rules guessed at, and \
                       `cargo ssot discover --interactive` writes what is a component into `[components]`, from where on \
                       the rules are exact about it"
                    .to_owned(),
                ..problem(
                    Some(position(text, on.start)),
                    "`on` below `[rules]` means nothing any more: no rule guesses".to_owned(),
                )
            });
        }
        Self {
            judged: judgements(text, &written.judged, problems),
            off: rules(&written.rules.off, problems),
            excluded: excluded.build().unwrap_or_else(|_| Gitignore::empty()),
            components: written.components.names,
            goal,
            templates: written
                .migrate
                .constructors
                .iter()
                .map(|template| Template {
                    from: placed(text, &template.from),
                    to: placed(text, &template.to),
                })
                .collect(),
        }
    }

    /// Whether a file, by its path from the root of the workspace on, is not to be looked at.
    pub fn excludes(&self, shown: &Path) -> bool {
        !shown.is_absolute()
            && self
                .excluded
                .matched_path_or_any_parents(shown, false)
                .is_ignore()
    }

    /// Whether a type of this name is a component although nothing says so where it is defined: `*Manager` stands for all
    /// names that end so. What has `::` in it stands for a path from the name of a crate on.
    pub fn names_component(&self, name: &str, path: impl FnOnce() -> ItemPathBuf) -> bool {
        let (paths, names): (Vec<_>, Vec<_>) = self
            .components
            .iter()
            .partition(|pattern| !ItemPath::new(pattern).is_name());
        if names.iter().any(|pattern| matches(pattern, name)) {
            return true;
        }
        if paths.is_empty() {
            return false;
        }
        let path = path();
        paths.iter().any(|pattern| matches(pattern, path.as_str()))
    }

    /// What was said about the candidate of a key: by the key itself, or by a pattern, `global acme::metrics::*`.
    pub fn judgement(&self, key: &str) -> Option<&Judgement> {
        let by_pattern = || {
            let mut judged = self.judged.iter();
            let found = judged.find(|(pattern, _)| pattern.contains('*') && matches(pattern, key));
            found.map(|(_, judgement)| judgement)
        };
        self.judged.get(key).or_else(by_pattern)
    }

    /// The keys of what somebody has said that it is to be there once.
    pub fn judged_components(&self) -> impl Iterator<Item = &str> {
        let judged = self.judged.iter();
        judged
            .filter(|(_, judgement)| **judgement == Judgement::Component)
            .map(|(key, _)| key.as_str())
    }

    /// The keys of everything that somebody has said something about.
    pub fn judged(&self) -> impl Iterator<Item = &str> {
        self.judged.keys().map(String::as_str)
    }

    /// How many patterns say which files are not to be looked at.
    pub fn exclusions(&self) -> usize {
        self.excluded.len()
    }

    /// Whether violations of a rule are reported.
    pub fn reports(&self, rule: Rule) -> bool {
        !self.off.contains(&rule)
    }
}

/// Whether a pattern stands for a name.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => pattern == name,
    }
}

fn text_of(path: &Path) -> io::Result<String> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(io::Error::other(crate::files::NO_FILE));
    }
    let content = crate::files::content_of(path)?;
    String::from_utf8(content).map_err(|_| io::Error::other("it is not UTF-8"))
}

fn placed(text: &str, value: &Spanned<String>) -> Placed {
    Placed {
        text: value.get_ref().clone(),
        position: position(text, value.span().start),
    }
}

fn rules(codes: &[String], problems: &mut Vec<Problem>) -> Vec<Rule> {
    let rule = |code: &String| {
        let rule = Rule::of_code(code);
        if rule.is_none() {
            problems.push(problem(None, format!("unknown rule code `{code}`")));
        }
        rule
    };
    codes.iter().filter_map(rule).collect()
}
