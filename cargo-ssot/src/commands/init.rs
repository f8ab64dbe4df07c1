//! `cargo ssot init`

mod files;
mod repository;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::edit::Edit;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::printer::Printer;
use crate::workspace::Workspace;
use repository::Repository;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Path to the `Cargo.toml` of the workspace
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,

    /// Write only these parts
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    only: Vec<Part>,

    /// Show what would be written without writing it
    #[arg(long)]
    dry_run: bool,

    /// Overwrite existing files, except the editor settings
    #[arg(long)]
    force: bool,
}

/// A part of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `ssot.toml`, with every setting
    Settings,
    /// `.githooks/pre-commit` for git, and `.pre-commit-hooks.yaml` for users of <https://pre-commit.com>
    Hook,
    /// `.github/workflows/ssot.yml`
    Workflow,
    /// `.vscode/settings.json`, so that rust-analyzer shows findings
    Editor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Create,
    Overwrite,
    LeaveAlone,
    Nothing,
}

impl Action {
    const fn writes(self) -> bool {
        matches!(self, Self::Create | Self::Overwrite)
    }
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    // What is wrong with a manifest keeps nobody from the rest of the workspace.
    let workspace = Workspace::find(arguments.manifest_path.as_deref(), &mut Vec::new())?;
    let root = &workspace.root;
    let repository = Repository::of(root);
    let mut planned = Vec::new();
    for (part, file) in files::all() {
        let chosen = arguments.only.is_empty() || arguments.only.contains(&part);
        // A hook is of no use without a repository.
        if !chosen || part == Part::Hook && repository.is_none() {
            continue;
        }
        let change = Edit::new(root, Path::new(file.path), file.text)?;
        let change = if file.executable {
            change.executable()
        } else {
            change
        };
        let action = action(&change, part, arguments.force);
        let top = repository
            .as_ref()
            .map_or(root, |repository| &repository.top);
        if action.writes() && !change.is_below(top) {
            return Err(Box::new(leads_out(change.shown, top)));
        }
        planned.push((part, action, change));
    }
    for (_, action, change) in &planned {
        printer.result(&described(*action, change));
    }
    if !arguments.dry_run {
        for (_, action, change) in &planned {
            if action.writes() {
                change.write()?;
            }
        }
    }
    let parts: Vec<_> = Part::value_variants()
        .iter()
        .copied()
        .filter(|part| arguments.only.is_empty() || arguments.only.contains(part))
        .collect();
    for notice in notices(&planned, &parts, root, repository.as_ref()) {
        printer.notice(&notice);
    }
    Ok(Exit::Clean)
}

/// The problem of a link in the workspace by which a file would be written that is none of it.
fn leads_out(shown: PathBuf, top: &Path) -> Problem {
    Problem {
        path: Some(shown),
        position: None,
        message: format!(
            "a link leads from there to a place outside of {}",
            top.display()
        ),
        help: "nothing has been written; remove the link, or name other parts by `--only`"
            .to_owned(),
    }
}

fn action(change: &Edit, part: Part, force: bool) -> Action {
    match change.old() {
        None => Action::Create,
        Some(_) if change.is_done() => Action::Nothing,
        // It holds what others need, and may have comments.
        Some(_) if part == Part::Editor => Action::LeaveAlone,
        Some(_) if force => Action::Overwrite,
        Some(_) => Action::LeaveAlone,
    }
}

fn described(action: Action, change: &Edit) -> String {
    let shown = change.shown.display();
    match action {
        Action::Create => format!("create {shown}\n{}\n", change.diff()),
        Action::Overwrite => format!("overwrite {shown}\n{}\n", change.diff()),
        Action::LeaveAlone => format!("{shown} exists and is left alone\n"),
        Action::Nothing => format!("{shown} is as it should be\n"),
    }
}

/// What is left to do by hand.
fn notices(
    planned: &[(Part, Action, Edit)],
    parts: &[Part],
    root: &Path,
    repository: Option<&Repository>,
) -> Vec<String> {
    let mut notices = Vec::new();
    let left_alone =
        |part: &Part, action: &Action| *action == Action::LeaveAlone && *part != Part::Editor;
    if planned
        .iter()
        .any(|(part, action, _)| left_alone(part, action))
    {
        notices.push("note: `--force` overwrites files that are there".to_owned());
    }
    for (part, action, change) in planned {
        let known = |text: &str| text.contains(files::EDITOR_SETTING);
        if *part == Part::Editor
            && *action == Action::LeaveAlone
            && !change.old().is_some_and(known)
        {
            notices.push(format!(
                "note: add to {}:\n{}",
                change.shown.display(),
                files::editor_lines()
            ));
        }
    }
    match repository {
        None if parts.contains(&Part::Hook) => notices.push(
            "note: this is not a git repository, so there is nothing to hook into".to_owned(),
        ),
        Some(repository) => {
            if parts.contains(&Part::Hook) {
                notices.extend(repository.about_hooks(root));
            }
            if parts.contains(&Part::Workflow) && repository.top != *root {
                notices.push(format!(
                    "note: GitHub reads workflows in {} only: move it there, and set its `working-directory`",
                    repository.top.join(".github/workflows").display()
                ));
            }
        }
        None => {}
    }
    if parts.contains(&Part::Workflow) && !root.join(crate::baseline::FILE).exists() {
        notices.push(
            "note: `cargo ssot baseline` suppresses the current findings; without it the workflow fails for every finding"
                .to_owned(),
        );
    }
    notices
}
