//! Measurements of whole processes, each started by one command.
//!
//! ```console
//! $ cargo run -p ssot-benches --release -- scan    # `cargo ssot check` on a million lines, beside others
//! ```

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
}

fn main() {
    let table = match Options::parse().measurement {
        Measurement::Scan(arguments) => scan::run(&arguments),
    };
    println!("{table}");
}
