//! What guarding types costs whoever builds them, beside code by hand and beside other crates.

mod figures;
mod tables;
mod ways;

use std::fmt::Write as _;
use std::time::Duration;

use crate::crates::{Package, Profile, Workspace};
use crate::process::Cost;
use ways::{WAYS, Way};

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many types the crates have
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', default_values_t = [10, 100, 300, 1000, 3000])]
    types: Vec<usize>,

    /// How often each check is run, in turns with the others; the one that took the least counts
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    runs: usize,

    /// How often the clean check is run, which builds the dependencies too
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    clean_runs: usize,

    /// Only the ways whose names contain one of these
    #[arg(long, value_name = "TEXT", value_delimiter = ',')]
    only: Vec<String>,

    /// Build the macros optimised, as `[profile.dev.build-override] opt-level` does
    #[arg(long, value_name = "LEVEL")]
    macros_opt_level: Option<String>,

    /// Check without incremental compilation, as in a build from nothing
    #[arg(long)]
    not_incremental: bool,
}

const CHECK: &[&str] = &["check"];

/// What the checks of one way took.
struct Measured {
    way: &'static Way,
    /// A clean check of a crate without types: the dependencies.
    dependencies: Option<Duration>,
    /// A check of that crate after a touch.
    empty: Option<Duration>,
    /// The same of each of the crates with types.
    touched: Vec<Option<Duration>>,
}

impl Measured {
    /// What each type takes in the crate of that number of them, beyond a crate without types.
    fn each_type(&self, index: usize, types: usize) -> Option<Duration> {
        let beyond = self.touched[index]?.saturating_sub(self.empty?);
        Some(beyond / u32::try_from(types).unwrap_or(u32::MAX).max(1))
    }
}

/// Generates the crates, checks them, and returns what they took.
pub(crate) fn run(arguments: &Arguments) -> crate::figures::Measured {
    let folder = tempfile::tempdir().expect("there is room for the crates");
    let mut measured: Vec<_> = ways(&arguments.only)
        .map(|way| {
            let root = folder.path().join(way.folder());
            let dependency = way.dependency();
            let sizes = [0].iter().chain(&arguments.types);
            let packages = sizes.map(|size| Package {
                name: package(*size),
                root: "src/lib.rs",
                dependency: dependency.clone(),
                source: source(way, *size),
            });
            let workspace = Workspace::generate(root, packages, arguments.into());
            let measured = Measured {
                way,
                dependencies: None,
                empty: None,
                touched: vec![None; arguments.types.len()],
            };
            (workspace, measured)
        })
        .collect();
    for _ in 0..arguments.clean_runs {
        for (workspace, measured) in &mut measured {
            workspace.clean();
            keep_least(
                &mut measured.dependencies,
                workspace.run(CHECK, &package(0)),
            );
        }
    }
    for (workspace, _) in &measured {
        // The first check of a crate does more than those after a touch.
        for types in [0].iter().chain(&arguments.types) {
            workspace.run(CHECK, &package(*types));
        }
    }
    for _ in 0..arguments.runs {
        for (workspace, measured) in &mut measured {
            keep_least(
                &mut measured.empty,
                workspace.run_touched(CHECK, &package(0)),
            );
        }
        for (index, types) in arguments.types.iter().enumerate() {
            for (workspace, measured) in &mut measured {
                keep_least(
                    &mut measured.touched[index],
                    workspace.run_touched(CHECK, &package(*types)),
                );
            }
        }
    }
    let measured: Vec<_> = measured.into_iter().map(|(_, measured)| measured).collect();
    crate::figures::Measured {
        figures: figures::figures(arguments, &measured),
        tables: tables::tables(arguments, &measured),
    }
}

fn package(types: usize) -> String {
    format!("types-{types}")
}

fn source(way: &Way, types: usize) -> String {
    let mut source = String::from("//! Generated types.\n#![allow(dead_code)]\n\n");
    source += way.once;
    for number in 0..types {
        let text = way.each.replace("NAME", &format!("Type{number}"));
        writeln!(source, "{text}").expect("a string takes it");
    }
    source
}

fn ways(only: &[String]) -> impl Iterator<Item = &'static Way> {
    WAYS.iter().filter(|way| {
        way.is_by_hand() || only.is_empty() || only.iter().any(|only| way.name.contains(only))
    })
}

fn keep_least(least: &mut Option<Duration>, cost: Cost) {
    let before = least.unwrap_or(Duration::MAX);
    *least = Some(before.min(cost.processor));
}

impl From<&Arguments> for Profile {
    fn from(arguments: &Arguments) -> Self {
        Self {
            macros_opt_level: arguments.macros_opt_level.clone(),
            incremental: !arguments.not_incremental,
        }
    }
}
