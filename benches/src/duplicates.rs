//! What becomes of a name that two crates of one program define, in every build: who says so.

mod builds;
mod cells;
mod kinds;
mod workspace;

use comfy_table::Table;

use crate::figures::{Figure, Measured};
use crate::table::markdown;
use builds::{BUILDS, Build};
use cells::{Cell, cell};
use kinds::{KINDS, Kind};

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only the rows whose names contain this, or another one that is given
    #[arg(long, value_name = "TEXT")]
    kinds: Vec<String>,

    /// Only the columns whose names contain this, or another one that is given
    #[arg(long, value_name = "TEXT")]
    builds: Vec<String>,

    /// Only these linkers
    #[arg(long, value_name = "NAME", value_delimiter = ',', default_values_t = ["lld".to_owned(), "bfd".to_owned()])]
    linkers: Vec<String>,

    /// Build in this folder, and leave it there
    #[arg(long, value_name = "FOLDER")]
    folder: Option<std::path::PathBuf>,
}

/// Generates the crates, builds them in every way, and returns who said so.
///
/// # Panics
///
/// A program has both definitions, and nothing says so.
pub(crate) fn run(arguments: &Arguments) -> Measured {
    let temporary = tempfile::tempdir().expect("there is room for the crates");
    let root = arguments
        .folder
        .as_deref()
        .unwrap_or_else(|| temporary.path());
    let chosen = |name: &str, only: &[String]| {
        only.is_empty() || only.iter().any(|only| name.contains(only))
    };
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|kind| chosen(kind.name, &arguments.kinds))
        .collect();
    let builds: Vec<_> = BUILDS
        .iter()
        .filter(|build| chosen(build.name, &arguments.builds))
        .collect();
    workspace::write(root, &kinds);
    let mut tables = Vec::new();
    let mut holes = Vec::new();
    for linker in &arguments.linkers {
        let columns: Vec<Vec<Cell>> = builds
            .iter()
            .map(|build| {
                eprintln!("{}, linked by `{linker}`", build.name);
                let mut built = build.run(root, (linker != "lld").then_some(linker));
                kinds
                    .iter()
                    .map(|kind| cell(kind, built.remove(kind.folder), linker))
                    .collect()
            })
            .collect();
        for (build, column) in builds.iter().zip(&columns) {
            for (kind, cell) in kinds.iter().zip(column) {
                if let Some(said) = cell.hole(build.merges) {
                    holes.push(format!(
                        "{}, {}, by `{linker}`: {said}",
                        kind.name, build.name
                    ));
                }
            }
        }
        tables.push(format!(
            "Linked by `{linker}`\n\n{}",
            table(&kinds, &builds, &columns)
        ));
    }
    let tables = tables.join("\n\n");
    assert!(holes.is_empty(), "{tables}\n\n{}", holes.join("\n"));
    let programs = kinds.len() * builds.len() * arguments.linkers.len();
    let what =
        format!("programs with two definitions of a name, of {programs}, that nothing reports");
    let figures = vec![Figure::at_most(what, 0.0, 0.0, "")];
    Measured { figures, tables }
}

fn table(kinds: &[&Kind], builds: &[&Build], columns: &[Vec<Cell>]) -> Table {
    let mut table = markdown();
    table.set_header(
        ["two definitions"]
            .into_iter()
            .chain(builds.iter().map(|build| build.name)),
    );
    for (row, kind) in kinds.iter().enumerate() {
        let cells = columns.iter().map(|column| column[row].to_string());
        table.add_row([kind.name.to_owned()].into_iter().chain(cells));
    }
    table
}
