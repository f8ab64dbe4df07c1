//! Every measurement, one after the other, as one table.

use std::fmt::Write as _;
use std::path::Path;

use clap::Parser;

use crate::Measurement;
use crate::figures::{Figure, Figures};
use crate::process::cargo;

/// The measurements of this crate, short enough that all of them together end within half an hour.
const MEASURED: &[&[&str]] = &[
    &[
        "build-cost",
        "--types=300,1000,3000",
        "--runs=1",
        "--clean-runs=1",
        "--only=factory,derive_more,shaku",
    ],
    &["composition-cost", "--runs=1", "--only=ssot,shaku"],
    &["run-cost"],
    &["scan", "--times=1"],
    &[
        "duplicates",
        "--linkers=lld",
        "--builds=debug",
        "--builds=release",
        "--builds=lto",
    ],
];

/// A count that tests assert.
struct Tested {
    what: &'static str,
    /// The text in the table if they pass.
    found: &'static str,
    environment: &'static [(&'static str, &'static str)],
    arguments: &'static [&'static str],
}

const TESTED: &[Tested] = &[
    Tested {
        what: "isolation: 500 users of a WebSocket server at once, four messages each",
        found: "each gets their own events",
        environment: &[],
        arguments: &["-p", "websocket", "--test", "server", "isolation::"],
    },
    Tested {
        what: "migrations and rollbacks that are killed at some moment, 500 of each",
        found: "no file lost",
        environment: &[("EXHAUSTIVE", "1")],
        arguments: &["-p", "cargo-ssot", "--test", "migrate", "safety::killed::"],
    },
    Tested {
        what: "fuzzing: 5,000 cases for each of twelve targets",
        found: "no panic, no code lost",
        environment: &[("SSOT_FUZZ_CASES", "5000")],
        arguments: &["-p", "ssot-fuzz", "--test", "fuzz", "smoke::"],
    },
];

/// The arguments of one measurement, without a program name in front of them.
#[derive(Parser)]
#[command(no_binary_name = true)]
struct Short {
    #[command(subcommand)]
    measurement: Measurement,
}

/// Runs every measurement, and returns the project's table and each measurement's own, in Markdown.
///
/// # Panics
///
/// A measurement or a test fails.
pub(crate) fn run() -> String {
    let mut figures = Figures::new();
    let mut tables = String::new();
    for arguments in MEASURED {
        let arguments_shown = arguments.join(" ");
        eprintln!("{arguments_shown}");
        let measured = Short::parse_from(arguments.iter()).measurement.run();
        figures.add(
            measured.figures,
            &format!("cargo run -p ssot-benches --release -- {arguments_shown}"),
        );
        // What comes later may fail, and this took minutes.
        eprintln!("{}\n\n{figures}\n", measured.tables);
        write!(tables, "\n\n## `{arguments_shown}`\n\n{}", measured.tables)
            .expect("a string takes it");
    }
    for tested in TESTED {
        let command = tested.run();
        figures.add(vec![Figure::new(tested.what, tested.found, "")], &command);
    }
    figures.add(vec![precision()], "by hand: cargo-ssot/PRECISION.md");
    format!("{figures}{tables}")
}

impl Tested {
    /// Runs the tests, and returns their command line.
    fn run(&self) -> String {
        let shown: String = self
            .environment
            .iter()
            .map(|(name, value)| format!("{name}={value} "))
            .chain(["cargo test ".to_owned(), self.arguments.join(" ")])
            .collect();
        eprintln!("{shown}");
        let mut command = cargo();
        command.arg("test").args(self.arguments);
        let output = command.envs(self.environment.iter().copied()).output();
        let output = output.expect("cargo can be run");
        let said = String::from_utf8_lossy(&output.stdout);
        let ran = !said.contains("running 0 tests") && said.contains("running ");
        assert!(output.status.success() && ran, "{shown}\n{said}");
        shown
    }
}

/// The precision that a person found by reading the candidates in applications: the last row of the first table there.
fn precision() -> Figure {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cargo-ssot/PRECISION.md");
    let page = std::fs::read_to_string(page).expect("the page is there");
    let row = page.lines().find(|line| line.starts_with("| **all**"));
    let row = row.expect("the first table ends with a sum");
    let mut cells = row
        .split('|')
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    let (missed, noise) = (cells.next_back(), cells.next_back());
    Figure::new(
        "candidates that are noise, and what was missed, in applications that nobody tuned on",
        format!("{}; {}", noise.unwrap_or("?"), missed.unwrap_or("?")),
        "10 %; 90 % found",
    )
}
