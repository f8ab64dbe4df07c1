//! What a measurement found: a few figures, each with its aim, and everything as tables.

use std::fmt;

use comfy_table::Table;

use crate::table::markdown;

/// What one measurement found.
pub(crate) struct Measured {
    /// What the table of the whole project shows of it.
    pub(crate) figures: Vec<Figure>,
    /// All of it, in Markdown.
    pub(crate) tables: String,
}

/// One figure, with its target.
pub(crate) struct Figure {
    what: String,
    found: String,
    aim: String,
}

impl Figure {
    /// A number that is to be no greater than another one. `unit` follows both, with its space if it has one.
    pub(crate) fn at_most(what: impl Into<String>, found: f64, limit: f64, unit: &str) -> Self {
        let shown = Shown(found);
        Self {
            what: what.into(),
            found: if found > limit {
                format!("**{shown}{unit}**")
            } else {
                format!("{shown}{unit}")
            },
            aim: format!("{}{unit}", Shown(limit)),
        }
    }

    /// A figure in words.
    pub(crate) fn new(
        what: impl Into<String>,
        found: impl Into<String>,
        aim: impl Into<String>,
    ) -> Self {
        let (what, found, aim) = (what.into(), found.into(), aim.into());
        Self { what, found, aim }
    }
}

/// A number with two decimals, or none if it is whole.
struct Shown(f64);

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = format!("{:.2}", self.0);
        formatter.write_str(shown.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The table of the whole project.
pub(crate) struct Figures(Table);

impl Figures {
    pub(crate) fn new() -> Self {
        let mut table = markdown();
        table.set_header(["figure", "found", "aim, at most", "command"]);
        Self(table)
    }

    /// Adds the figures of a command, which is shown in the row of the first one.
    pub(crate) fn add(&mut self, figures: Vec<Figure>, command: &str) {
        let commands = [format!("`{command}`")].into_iter();
        let commands = commands.chain(std::iter::repeat(String::new()));
        for (figure, command) in figures.into_iter().zip(commands) {
            self.0
                .add_row([figure.what, figure.found, figure.aim, command]);
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
