//! Measurements of whole processes, each started by one command.
//!
//! ```console
//! $ cargo run -p ssot-benches --release -- scan          # `cargo ssot check` on a million lines, beside others
//! $ cargo run -p ssot-benches --release -- build-cost    # `cargo check` of guarded types, beside others
//! $ cargo run -p ssot-benches --release -- composition-cost # builds of compositions, beside others
//! $ cargo run -p ssot-benches --release -- run-cost      # instructions and bytes at run time, beside others
//! $ cargo run -p ssot-benches --release -- duplicates    # who reports a name that two crates define, in every build
//! $ cargo run -p ssot-benches --release -- all           # all of these, in one table
//! ```

mod all;
mod build_cost;
mod composition_cost;
mod crates;
mod duplicates;
mod figures;
mod process;
mod run_cost;
mod scan;
mod table;

use clap::{Parser, Subcommand};

use figures::Measured;

/// Measurements of whole processes
#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    #[command(flatten)]
    Measurement(Measurement),
    /// Each of these in a short form, and the tests that count something, as one table: half an hour
    All,
    /// One of the operations that `run-cost` counts
    #[command(hide = true)]
    Operation(run_cost::operation::Arguments),
}

#[derive(Debug, Subcommand)]
enum Measurement {
    /// `cargo ssot check` on trees of up to a million lines, beside `cargo clippy` with nothing to do and `ast-grep`
    Scan(scan::Arguments),
    /// `cargo check` of crates with up to 3,000 guarded types, beside types by hand and beside other crates
    BuildCost(build_cost::Arguments),
    /// `cargo check` and `cargo build` of crates with compositions, beside the same by hand and beside other crates
    CompositionCost(composition_cost::Arguments),
    /// Instructions and bytes that components cost at run time, counted by `valgrind`
    RunCost(run_cost::Arguments),
    /// Who reports a name that two crates of one program define, in every build
    Duplicates(duplicates::Arguments),
}

fn main() {
    match Options::parse().task {
        Task::Measurement(measurement) => println!("{}", measurement.run().tables),
        Task::All => println!("{}", all::run()),
        Task::Operation(arguments) => run_cost::operation::run(&arguments),
    }
}

impl Measurement {
    fn run(&self) -> Measured {
        match self {
            Self::Scan(arguments) => scan::run(arguments),
            Self::BuildCost(arguments) => build_cost::run(arguments),
            Self::CompositionCost(arguments) => composition_cost::run(arguments),
            Self::RunCost(arguments) => run_cost::run(arguments),
            Self::Duplicates(arguments) => duplicates::run(arguments),
        }
    }
}
