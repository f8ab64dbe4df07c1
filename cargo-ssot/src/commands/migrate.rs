//! `cargo ssot migrate`

mod asking;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, ValueEnum};
use ssot_rules::Rule;

use crate::commands::selection::Selection;
use crate::escape::escape_control;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::migrate::migration::Migration;
use crate::migrate::report;
use crate::migrate::transaction::{self, Stage};
use crate::migrate::tree::{self, Allowed};
use crate::migrate::verification::Verification;
use crate::migrate::{Status, Step, annotate, deny, interactive, journal, plan};
use crate::printer::Printer;
use crate::progress::Progress;
use crate::scan::Scan;
use crate::workspace::Workspace;

#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[command(group = ArgGroup::new("writes").multiple(true))]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,

    /// Write the changes, and restore each file that would break the build
    ///
    /// `cargo check` runs before and afterwards, so build scripts and macros of the workspace are run.
    #[arg(long, group = "writes")]
    apply: bool,

    /// Ask about each change, and write the accepted ones
    ///
    /// Answers are saved, so that the next run continues where this one stopped. This needs a terminal.
    #[arg(long, group = "writes")]
    interactive: bool,

    /// Undo the last migration, even if it was interrupted
    #[arg(long, conflicts_with_all = ["writes", "only", "package", "annotate", "deny"])]
    rollback: bool,

    /// Apply only the changes for these rules
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    only: Vec<String>,

    /// Make this struct a component with `enforce = "warn"`: add the attribute, a factory, and aliases at its other
    /// paths
    #[arg(long, value_name = "TYPE", conflicts_with = "only")]
    annotate: Option<String>,

    /// Enforce a component that only warns: remove `enforce = "warn"` from its struct and its factory
    #[arg(long, value_name = "TYPE", conflicts_with_all = ["only", "annotate"])]
    deny: Option<String>,

    /// The canonical path of the component [default: the path used most]
    #[arg(long, value_name = "PATH", requires = "annotate")]
    canonical: Option<String>,

    /// Write even if there are uncommitted changes
    #[arg(long, requires = "writes")]
    allow_dirty: bool,

    /// Write even if there is no repository
    #[arg(long, requires = "writes")]
    allow_no_vcs: bool,

    /// Parse what is written, but do not compile it
    #[arg(long, requires = "writes")]
    no_verify: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How it is written what changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Human-readable: a unified diff, and a list of what is left to change manually
    Text,
    /// One JSON document
    Json,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    if arguments.rollback {
        roll_back(arguments, printer)
    } else {
        migrate(arguments, printer)
    }
}

fn migrate(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let rules = rules(&arguments.only)?;
    let mut scan = arguments.selection.scan(printer)?;
    let problems = plan::problems(&scan);
    scan.problems.extend(problems);
    let mut steps = steps(arguments, &scan, &rules)?;
    if arguments.interactive {
        may_write(arguments, &scan, &steps)?;
        asking::ask(&scan, &mut steps, printer)?;
    }
    let (rewritten, waiting) = plan::outcome(&scan, &steps, &plan::proposed(&steps));
    let proposed = Migration::proposed(&scan, steps, rewritten, &waiting);
    if !arguments.apply && !arguments.interactive {
        let exit = written(arguments.format, &proposed, printer);
        if arguments.format == Format::Text
            && printer.stderr_is_terminal()
            && !proposed.files.is_empty()
        {
            printer.notice("help: `--apply` writes this");
        }
        return Ok(exit);
    }
    let applied = match apply(arguments, &proposed, printer) {
        Ok(applied) => applied,
        Err(problem) => {
            // What would have been done is worth knowing all the same.
            written(arguments.format, &proposed, printer);
            return Err(problem);
        }
    };
    let migration = proposed.applied(applied);
    let exit = written(arguments.format, &migration, printer);
    if arguments.interactive {
        let root = &scan.workspace.root;
        let is_open = |step: &Step| step.status == Status::Undecided;
        if migration.steps.iter().any(is_open) {
            interactive::settle(root)?;
        } else {
            interactive::forget(root)?;
        }
    }
    Ok(exit)
}

/// Asks git whether what the steps could change may be overwritten, before anybody is asked anything.
fn may_write(arguments: &Arguments, scan: &Scan, steps: &[Step]) -> Result<(), Box<Problem>> {
    let (files, _) = plan::outcome(scan, steps, &plan::changing(steps));
    let files = files
        .iter()
        .map(|file| scan.files[file.file.0].path.clone());
    let files: Vec<_> = files.collect();
    let written = arguments.written(&scan.workspace);
    tree::check_clean(&scan.workspace.root, &files, &written, arguments.allowed())
}

impl Arguments {
    /// What earlier calls have written: one interactive migration takes several calls.
    fn written(&self, workspace: &Workspace) -> BTreeSet<PathBuf> {
        if self.interactive {
            journal::written(workspace)
        } else {
            BTreeSet::new()
        }
    }

    fn allowed(&self) -> Allowed {
        Allowed {
            dirty: self.allow_dirty,
            no_vcs: self.allow_no_vcs,
        }
    }
}

fn apply(
    arguments: &Arguments,
    migration: &Migration<'_>,
    printer: &Printer,
) -> Result<transaction::Applied, Box<Problem>> {
    let workspace = &migration.scan.workspace;
    let changes = migration.changes();
    if changes.is_empty() {
        return Ok(transaction::Applied::default());
    }
    let files: Vec<_> = changes.iter().map(|change| change.path.clone()).collect();
    let written = arguments.written(workspace);
    tree::check_clean(&workspace.root, &files, &written, arguments.allowed())?;
    let verification = if arguments.no_verify {
        Verification::None
    } else {
        Verification::Compiler
    };
    let progress = Progress::new(printer);
    let say = |stage: Stage<'_>| match stage {
        Stage::CheckingBefore => progress.say("cargo checks the workspace as it is"),
        Stage::Writing => progress.say("files are written"),
        Stage::Checking(1) => progress.say("cargo checks what was written"),
        Stage::Checking(round) => {
            progress.say(&format!(
                "cargo checks what was written, for the {round}. time"
            ));
        }
        Stage::TakingBack(file) => progress.say(&format!("{} is taken back", shown(file))),
    };
    transaction::apply(workspace, &changes, verification, &say)
}

fn roll_back(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let manifest = arguments.selection.manifest_path.as_deref();
    // What is wrong with a manifest keeps nobody from what the files held.
    let workspace = Workspace::find(manifest, &mut Vec::new())?;
    let rolled_back = journal::rollback(&workspace)?;
    let text = match arguments.format {
        Format::Text => {
            let restored = rolled_back.restored.iter();
            let lines: Vec<_> = restored
                .map(|file| format!("restored {}\n", shown(file)))
                .collect();
            lines.concat()
        }
        Format::Json => report::rolled_back(&rolled_back),
    };
    printer.result(&text);
    if rolled_back.restored.is_empty() && rolled_back.problems.is_empty() {
        printer
            .notice("there is nothing to do: every file holds what it held before the migration");
    }
    for problem in &rolled_back.problems {
        printer.error(&problem.to_string());
    }
    Ok(if rolled_back.problems.is_empty() {
        Exit::Clean
    } else {
        Exit::Incomplete
    })
}

fn shown(file: &Path) -> String {
    escape_control(&file.to_string_lossy())
}

fn rules(codes: &[String]) -> Result<BTreeSet<Rule>, Box<Problem>> {
    let rule = |code: &String| {
        Rule::of_code(code).ok_or_else(|| {
            let help = "`cargo ssot explain` lists the codes";
            Problem::boxed(format!("unknown rule code `{code}`"), help)
        })
    };
    codes.iter().map(rule).collect()
}

fn steps(
    arguments: &Arguments,
    scan: &Scan,
    rules: &BTreeSet<Rule>,
) -> Result<Vec<Step>, Box<Problem>> {
    let mut steps = match (&arguments.annotate, &arguments.deny) {
        (_, Some(name)) => deny::of_scan(scan, name)?,
        (Some(name), None) => annotate::of_scan(scan, name, arguments.canonical.as_deref())?,
        (None, None) => plan::steps(scan),
    };
    steps.retain(|step| {
        let finding = &step.finding;
        arguments.selection.selects(scan.package(finding))
            && (rules.is_empty() || rules.contains(&finding.rule))
    });
    Ok(steps)
}

fn written(format: Format, migration: &Migration<'_>, printer: &mut Printer) -> Exit {
    let text = match format {
        Format::Text => report::text(migration),
        Format::Json => report::json(migration),
    };
    printer.result(&text);
    for problem in &migration.problems {
        printer.error(&problem.to_string());
    }
    migration.exit()
}
