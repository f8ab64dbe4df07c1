//! `cargo ssot new`

mod declaration;
mod interfaces;
mod naming;
mod place;
mod templates;

use std::path::PathBuf;

use clap::Subcommand;

use crate::commands::selection::Selection;
use crate::edit::Edit;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::printer::Printer;
use crate::scan::Scan;
use crate::workspace::manifest::{self, Called};
use place::Place;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

/// What is written.
#[derive(Debug, Subcommand)]
enum Kind {
    /// Write a component with its factory
    Component {
        #[command(flatten)]
        options: Options,

        /// An interface of the workspace that the component implements
        #[arg(long, value_name = "INTERFACE", value_delimiter = ',')]
        implements: Vec<String>,

        /// The scope of the component: singleton, transient or context(Type)
        #[arg(long, value_name = "SCOPE")]
        scope: Option<String>,
    },
    /// Write an interface that components share
    Interface {
        #[command(flatten)]
        options: Options,
    },
    /// Write a composition, which lists the components of an application
    Composition {
        #[command(flatten)]
        options: Options,
    },
    /// Write a test of an existing component or composition, in the folder `tests`
    Test {
        #[command(flatten)]
        options: Options,
    },
}

/// What everything that is written has.
#[derive(Debug, clap::Args)]
struct Options {
    /// The name, in `UpperCamelCase`
    #[arg(value_name = "NAME")]
    name: String,

    /// The file to write, relative to the package [default: named after NAME, next to the crate root]
    #[arg(long, value_name = "FILE")]
    path: Option<PathBuf>,

    /// The package [default: the one of the current folder]
    #[arg(short, long, value_name = "NAME")]
    package: Option<String>,

    /// Path to the `Cargo.toml` of the workspace
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,

    /// Show what would be written without writing it
    #[arg(long)]
    dry_run: bool,

    /// Overwrite the file if it exists
    #[arg(long)]
    force: bool,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Result<Exit, Box<Problem>> {
    let kind = &arguments.kind;
    let options = match kind {
        Kind::Component { options, .. }
        | Kind::Interface { options }
        | Kind::Composition { options }
        | Kind::Test { options } => options,
    };
    let selection = Selection {
        manifest_path: options.manifest_path.clone(),
        package: Vec::new(),
    };
    // A file that does not parse keeps nobody from writing another.
    let scan = selection.scan(printer)?;
    let changes = changes(kind, options, &scan)?;
    for change in &changes {
        printer.result(&change.diff());
    }
    if !options.dry_run {
        for change in &changes {
            change.write()?;
        }
    }
    let package = &scan.workspace.packages[place::package(&scan, options.package.as_deref())?];
    let called = manifest::called(&scan.workspace.root, &package.folder, "ssot", true);
    if called == Called::Not {
        let name = &package.name;
        printer.notice(&format!(
            "note: what is written needs `ssot`, which `{name}` does not depend on: `cargo add ssot --package {name}`"
        ));
    }
    Ok(Exit::Clean)
}

fn changes(kind: &Kind, options: &Options, scan: &Scan) -> Result<Vec<Edit>, Box<Problem>> {
    naming::check(&options.name)?;
    let package = place::package(scan, options.package.as_deref())?;
    if let Kind::Test { .. } = kind {
        let (place, text) = templates::test(scan, package, &options.name, options.path.as_deref())?;
        return Ok(vec![new_file(scan, &place, text, options.force)?]);
    }
    naming::check_free(scan, &options.name)?;
    let word = match kind {
        Kind::Interface { .. } => "interface",
        Kind::Composition { .. } => "composition",
        _ => "component",
    };
    let place = Place::of_module(scan, package, &options.name, word, options.path.as_deref())?;
    let text = match kind {
        Kind::Component {
            implements, scope, ..
        } => templates::component(scan, &place, &options.name, implements, scope.as_deref())?,
        Kind::Interface { .. } => templates::interface(&place, &options.name),
        _ => templates::composition(&options.name),
    };
    let mut changes = vec![new_file(scan, &place.file, text, options.force)?];
    changes.extend(declaration::change(scan, &place)?);
    Ok(changes)
}

fn new_file(
    scan: &Scan,
    file: &std::path::Path,
    text: String,
    force: bool,
) -> Result<Edit, Box<Problem>> {
    let root = &scan.workspace.root;
    let change = Edit::new(root, scan.workspace.shown(file), text)?;
    if change.old().is_some() && !force {
        let problem = Problem::new(
            "the file is there already",
            "`--path` writes another one, and `--force` overwrites it",
        );
        return Err(Box::new(problem.in_file(change.shown)));
    }
    Ok(change)
}
