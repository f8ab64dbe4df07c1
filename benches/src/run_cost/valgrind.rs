//! What `valgrind` counts in a program.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::ValueEnum as _;

use super::operation::Operation;

/// How often an operation is done in one of the two runs whose difference counts, less those of the other.
const TIMES: u32 = 1_000;

/// Operations in both runs: the first ones also fill caches and make what is made once.
const BEFORE: u32 = 100;

/// Ends the program where there is no `valgrind`, and says what to do.
pub(super) fn require() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("error: `valgrind` is not installed, which counts the instructions");
        eprintln!("help: apt-get install valgrind");
        std::process::exit(2);
    }
}

/// The versions of what is measured, and of what measures.
pub(super) fn versions() -> String {
    let mut versions = Vec::new();
    for (command, argument) in [("rustc", "--version"), ("valgrind", "--version")] {
        let output = Command::new(command).arg(argument).output();
        let output = output.expect("it is installed").stdout;
        versions.push(String::from_utf8_lossy(&output).trim().to_owned());
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = fs::read_to_string(manifest).expect("the versions are locked");
    for library in ["shaku", "typetag"] {
        let version = lock.split("[[package]]").find_map(|package| {
            let rest = package.strip_prefix(&format!("\nname = \"{library}\"\nversion = \""))?;
            rest.split_once('"').map(|(version, _)| version)
        });
        versions.push(format!("{library} {}", version.unwrap_or("?")));
    }
    versions.join(", ")
}

/// What becomes of what an operation makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// It is dropped before the next one is made.
    Dropped,
    /// It is there to the end.
    Kept,
}

/// The instructions of one operation.
pub(super) fn instructions_of_one(operation: Operation, made: Made) -> f64 {
    let own = super::own();
    let of = |times| instructions(&own, &arguments(operation, times, made));
    (of(BEFORE + TIMES) - of(BEFORE)) / f64::from(TIMES)
}

/// The bytes on the heap of what one operation makes.
pub(super) fn bytes_kept(operation: Operation) -> f64 {
    let own = super::own();
    let of = |times| bytes_at_the_end(&own, &arguments(operation, times, Made::Kept));
    (of(11) - of(1)) / 10.0
}

fn arguments(operation: Operation, times: u32, made: Made) -> Vec<OsString> {
    let value = operation.to_possible_value();
    let name = value.expect("each operation has a name");
    let keep = (made == Made::Kept).then(|| "--keep".into());
    let operation = [
        "operation".into(),
        name.get_name().into(),
        times.to_string().into(),
    ];
    operation.into_iter().chain(keep).collect()
}

/// The instructions of a whole program.
pub(super) fn instructions(program: &Path, arguments: &[OsString]) -> f64 {
    let options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    told(&options, program, arguments, "Collected : ")
}

/// The bytes on the heap when a program ends.
fn bytes_at_the_end(program: &Path, arguments: &[OsString]) -> f64 {
    let options = ["--tool=memcheck", "--leak-check=no"];
    told(&options, program, arguments, "in use at exit: ")
}

/// The number behind a word in what `valgrind` says about a program.
fn told(options: &[&str], program: &Path, arguments: &[OsString], word: &str) -> f64 {
    let mut command = Command::new("valgrind");
    command.args(options).arg(program).args(arguments);
    let output = command.output().expect("valgrind is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    let number = said.split_once(word).and_then(|(_, rest)| {
        rest.split_whitespace()
            .next()?
            .replace(',', "")
            .parse()
            .ok()
    });
    match number {
        Some(number) if output.status.success() => number,
        _ => panic!("{command:?}: {said}"),
    }
}
