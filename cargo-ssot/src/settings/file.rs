//! The file of the settings, and problems in it.

use crate::finding::Problem;

/// Its name, in the root of the workspace.
pub const FILE: &str = "ssot.toml";

/// The problem of settings that leave nothing to check: no findings would look like success.
pub(crate) fn without_effect(message: &str) -> Problem {
    Problem {
        help: format!("leave something to check in `{FILE}`, or do not call the command"),
        ..problem(None, message.to_owned())
    }
}

pub(super) fn problem(position: Option<(usize, usize)>, message: String) -> Problem {
    let help = format!("`cargo ssot init` shows what `{FILE}` may hold");
    Problem::new(message, help).in_file(FILE).at(position)
}

/// Line and column of a byte, counted from 1.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    // The offset may be inside a character.
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[start..].chars().count() + 1)
}
