//! How long `cargo ssot check` takes, and how that grows.

mod tree;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use comfy_table::Table;

use crate::figures::{Figure, Measured};
use crate::process::{Cost, cargo, fastest};
use crate::table::markdown;

/// The arguments of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Lines of the largest tree
    #[arg(long, default_value_t = 1_000_000)]
    lines: usize,

    /// A tree of one's own to scan besides: a folder with a `Cargo.toml`
    #[arg(long, value_name = "FOLDER")]
    tree: Option<PathBuf>,

    /// How often each command is run; the fastest run counts
    #[arg(long, default_value_t = 3)]
    times: usize,

    /// Where `ast-grep` is, if it is not on the path: `cargo install ast-grep`
    #[arg(long, value_name = "PATH", default_value = "ast-grep")]
    ast_grep: PathBuf,
}

/// Generates the trees, runs the commands, and returns what they took.
pub(crate) fn run(arguments: &Arguments) -> Measured {
    let scanner = build();
    let folder = tempfile::tempdir().expect("there is room for the trees");
    let mut figures = Vec::new();
    let mut table = markdown();
    table.set_header([
        "command",
        "lines",
        "elapsed",
        "processor",
        "memory",
        "elapsed for a line",
    ]);
    for part in [8, 4, 2, 1] {
        let lines = arguments.lines / part;
        let root = folder.path().join(lines.to_string());
        let lines = tree::generate(&root, lines);
        let cost = check(&scanner, &root, arguments.times);
        row(&mut table, "cargo ssot check", lines, cost);
        if part == 1 {
            figures = figures_of(lines, cost);
            beside(&mut table, &root, lines, arguments);
        }
    }
    if let Some(tree) = &arguments.tree {
        let lines = tree::lines_below(tree);
        row(
            &mut table,
            "cargo ssot check, own tree",
            lines,
            check(&scanner, tree, arguments.times),
        );
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let runs = arguments.times;
    let tables = format!("{cores} cores, fastest of {runs} runs each\n\n{table}");
    Measured { figures, tables }
}

fn figures_of(lines: usize, cost: Cost) -> Vec<Figure> {
    let processor = cost.processor.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "nobody has that much memory")]
    let memory = cost.memory as f64 / 1e6;
    let what = format!("`cargo ssot check` of {lines} lines");
    vec![
        Figure::at_most(format!("{what}: processor"), processor, 10.0, " s"),
        Figure::at_most(format!("{what}: memory"), memory, 150.0, " MB"),
    ]
}

/// The other commands on the same tree.
fn beside(table: &mut Table, root: &Path, lines: usize, arguments: &Arguments) {
    let clippy = || {
        let mut command = cargo();
        command
            .args(["clippy", "--quiet", "--offline", "--workspace"])
            .current_dir(root);
        command.env_remove("CARGO_TARGET_DIR");
        command
    };
    // The first run does the work; what is measured is finding out that there is none left.
    fastest(1, &[0], clippy);
    row(
        table,
        "cargo clippy, nothing to do",
        lines,
        fastest(arguments.times, &[0], clippy),
    );
    let pattern = || {
        let mut command = Command::new(&arguments.ast_grep);
        command
            .args(["run", "--lang", "rust", "--pattern", "Manager::new($$$)"])
            .arg(root);
        command
    };
    if Command::new(&arguments.ast_grep)
        .arg("--version")
        .output()
        .is_ok()
    {
        row(
            table,
            "ast-grep, one pattern",
            lines,
            fastest(arguments.times, &[0, 1], pattern),
        );
    }
}

fn check(scanner: &Path, root: &Path, times: usize) -> Cost {
    fastest(times, &[0, 1, 2], || {
        let mut command = Command::new(scanner);
        command
            .args(["ssot", "check", "--format", "json", "--manifest-path"])
            .arg(root.join("Cargo.toml"));
        command
    })
}

fn row(table: &mut Table, name: &str, lines: usize, cost: Cost) {
    let of_a_line = cost.elapsed / u32::try_from(lines.max(1)).unwrap_or(u32::MAX);
    table.add_row([
        name.to_owned(),
        lines.to_string(),
        format!("{:.2} s", cost.elapsed.as_secs_f64()),
        format!("{:.2} s", cost.processor.as_secs_f64()),
        format!("{} MB", cost.memory / 1_000_000),
        format!("{:.1} µs", of_a_line.as_secs_f64() * 1e6),
    ]);
}

/// Builds the scanner as it is released, and returns where it is.
fn build() -> PathBuf {
    let status = cargo()
        .args(["build", "--release", "--quiet", "--package", "cargo-ssot"])
        .status()
        .expect("cargo can be run");
    assert!(status.success(), "the scanner does not build");
    let own = env::current_exe().expect("a program knows where it is");
    own.with_file_name(format!("cargo-ssot{}", env::consts::EXE_SUFFIX))
}
