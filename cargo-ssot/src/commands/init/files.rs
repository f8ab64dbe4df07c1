//! What `cargo ssot init` writes.

use super::Part;
use crate::settings;

/// The setting of the editor's that calls this program.
pub(super) const EDITOR_SETTING: &str = "rust-analyzer.check.overrideCommand";

pub(super) struct File {
    /// Its path from the root of the workspace on.
    pub(super) path: &'static str,
    pub(super) text: String,
    pub(super) executable: bool,
}

pub(super) fn all() -> Vec<(Part, File)> {
    let file = |path, text: &str| File {
        path,
        text: text.to_owned(),
        executable: false,
    };
    vec![
        (Part::Settings, file(settings::FILE, SETTINGS)),
        (
            Part::Hook,
            File {
                executable: true,
                ..file(".githooks/pre-commit", include_str!("pre-commit"))
            },
        ),
        (
            Part::Hook,
            file(
                ".pre-commit-hooks.yaml",
                include_str!("pre-commit-hooks.yaml"),
            ),
        ),
        (
            Part::Workflow,
            file(".github/workflows/ssot.yml", &workflow()),
        ),
        (Part::Editor, file(".vscode/settings.json", EDITOR)),
    ]
}

const SETTINGS: &str = include_str!("ssot.toml");

const EDITOR: &str = include_str!("settings.json");

/// The same version here and there, so that both find the same.
fn workflow() -> String {
    include_str!("workflow.yml").replace("@VERSION@", env!("CARGO_PKG_VERSION"))
}

/// What an editor's settings that are there already lack.
pub(super) fn editor_lines() -> String {
    let lines = EDITOR.lines().filter(|line| line.contains(EDITOR_SETTING));
    lines.collect::<Vec<_>>().join("\n")
}
