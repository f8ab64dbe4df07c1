//! `cargo ssot completions`

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::commands::{Cargo, PROGRAM, as_a_program};
use crate::exit::Exit;
use crate::printer::Printer;

/// Bash asks one function for the completions of `cargo`, which may be there already. The one here asks it for
/// everything but ours.
const BASH_OF_CARGO: &str = include_str!("completions/cargo.bash");

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell
    ///
    /// Bash, zsh and fish complete `cargo ssot` and `cargo-ssot`, the others `cargo-ssot` only. For bash, add
    /// `source <(cargo ssot completions bash)` to its startup file, after the completions of cargo. Zsh reads a file
    /// called `_cargo-ssot` in a folder of its `fpath`, and fish reads `~/.config/fish/conf.d/cargo-ssot.fish`.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    printer.result(&script(arguments.shell));
    Exit::Clean
}

fn script(shell: Shell) -> String {
    let own = |name| generated(shell, as_a_program(), name);
    match shell {
        // With a hyphen in the name, what is generated finds no command's options.
        Shell::Bash => own(&PROGRAM.replace('-', "_")) + "\n" + BASH_OF_CARGO,
        // Completions of one command add up, whoever wrote them.
        Shell::Fish => own(PROGRAM) + &generated(shell, Cargo::command(), "cargo"),
        // Zsh's completions of cargo ask the function `_cargo-ssot` by themselves.
        _ => own(PROGRAM),
    }
}

fn generated(shell: Shell, mut command: clap::Command, name: &str) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
