//! Measurements of whole processes, each started by one command.
//!
//! ```console
//! $ cargo run -p ssot-benches --release -- scan          # `cargo ssot check` on a million lines, beside others
//! $ cargo run -p ssot-benches --release -- build-cost    # `cargo check` of guarded types, beside others
//! ```

mod build_cost;
mod process;
mod scan;

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
}

fn main() {
    let tables = match Options::parse().measurement {
        Measurement::Scan(arguments) => scan::run(&arguments),
        Measurement::BuildCost(arguments) => build_cost::run(&arguments),
    };
    println!("{tables}");
}
