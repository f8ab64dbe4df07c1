//! Measurements of whole processes, each started by one command.
//!
//! ```console
//! $ cargo run -p ssot-benches --release -- scan          # `cargo ssot check` on a million lines, beside others
//! $ cargo run -p ssot-benches --release -- build-cost    # `cargo check` of guarded types, beside others
//! $ cargo run -p ssot-benches --release -- composition-cost # builds of compositions, beside others
//! $ cargo run -p ssot-benches --release -- run-cost      # instructions and bytes at run time, beside others
//! $ cargo run -p ssot-benches --release -- duplicates    # who reports a name that two crates define, in every build
//! ```

mod build_cost;
mod composition_cost;
mod crates;
mod duplicates;
mod process;
mod run_cost;
mod scan;
mod table;

use clap::{Parser, Subcommand};

/// Measurements of whole processes
#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    measurement: Measurement,
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
    /// One of the operations that `run-cost` counts
    #[command(hide = true)]
    Operation(run_cost::operation::Arguments),
}

fn main() {
    let tables = match Options::parse().measurement {
        Measurement::Scan(arguments) => scan::run(&arguments),
        Measurement::BuildCost(arguments) => build_cost::run(&arguments),
        Measurement::CompositionCost(arguments) => composition_cost::run(&arguments),
        Measurement::RunCost(arguments) => run_cost::run(&arguments),
        Measurement::Duplicates(arguments) => duplicates::run(&arguments),
        Measurement::Operation(arguments) => {
            run_cost::operation::run(&arguments);
            return;
        }
    };
    println!("{tables}");
}
