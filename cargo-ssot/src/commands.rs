//! The commands and their arguments.

pub mod baseline;
pub mod changed;
pub mod check;
pub mod completions;
pub mod discover;
pub mod document;
pub mod explain;
pub mod init;
pub mod list;
pub mod man;
pub mod migrate;
pub mod new;
pub mod report;
pub mod selection;

use std::ffi::OsString;

use anstream::ColorChoice;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::exit::Exit;
use crate::printer::Printer;
pub use crate::program::{PROGRAM, SUBCOMMAND};

/// What cargo calls.
#[derive(Debug, Parser)]
#[command(name = "cargo", bin_name = "cargo", styles = clap_cargo_styles())]
pub enum Cargo {
    /// Finds, reports and repairs what `ssot` refuses
    #[command(name = SUBCOMMAND, version, about, long_about = None)]
    Ssot(Options),
}

/// The command line.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find violations in a workspace, even if it does not compile
    Check(check::Arguments),
    /// List candidates: code that may have to become a component, for you to judge
    ///
    /// A candidate is a question, not a violation. You answer it once, by `--interactive` or the flags below, and `ssot.toml`
    /// keeps the answer.
    Discover(discover::Arguments),
    /// Show the compliance score, what lowers it, and its history
    Report(report::Arguments),
    /// Record the current findings, so that `check` fails for new ones only
    ///
    /// Nothing is written if the environment variable `CI` is set, or if part of the workspace could not be read.
    Baseline(baseline::Arguments),
    /// Rewrite uses of old paths, constructors and accessors
    Migrate(migrate::Arguments),
    /// List components, interfaces and compositions, or draw them
    List(list::Arguments),
    /// Explain what a rule refuses, why, and what to write instead
    Explain(explain::Arguments),
    /// Set up a workspace: settings, a git hook, a workflow, the editor
    Init(init::Arguments),
    /// Write a new component, interface, composition or test
    New(new::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print or write the manual pages
    Man(man::Arguments),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// The arguments as cargo gives them: it adds the name of the subcommand, which a direct call leaves out.
pub fn as_called_by_cargo(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<_> = arguments.into_iter().collect();
    if arguments.get(1).is_none_or(|first| first != SUBCOMMAND) {
        arguments.insert(arguments.len().min(1), SUBCOMMAND.into());
    }
    arguments
}

/// The command line as a program of its own, `cargo-ssot`, which is what shells and `man` know it by.
pub fn as_a_program() -> clap::Command {
    let program = clap::Command::new(PROGRAM).version(env!("CARGO_PKG_VERSION"));
    let program = <Options as clap::Args>::augment_args(program);
    let cargo = Cargo::command();
    let ssot = cargo.find_subcommand(SUBCOMMAND);
    match ssot.and_then(clap::Command::get_about) {
        Some(about) => program.about(about.clone()),
        None => program,
    }
}

pub fn run(options: Options, printer: &mut Printer) -> Exit {
    let exit = match options.command {
        Command::Check(arguments) => Ok(check::run(&arguments, printer)),
        Command::Discover(arguments) => discover::run(&arguments, printer),
        Command::Report(arguments) => report::run(&arguments, printer),
        Command::Baseline(arguments) => Ok(baseline::run(&arguments, printer)),
        Command::List(arguments) => list::run(&arguments, printer),
        Command::Explain(arguments) => Ok(explain::run(&arguments, printer)),
        Command::Init(arguments) => init::run(&arguments, printer),
        Command::New(arguments) => new::run(&arguments, printer),
        Command::Migrate(arguments) => migrate::run(&arguments, printer),
        Command::Completions(arguments) => Ok(completions::run(&arguments, printer)),
        Command::Man(arguments) => man::run(&arguments, printer),
    };
    exit.unwrap_or_else(|problem| printer.problems(&[problem]))
}

/// The colours that cargo's own help has.
fn clap_cargo_styles() -> clap::builder::Styles {
    use clap::builder::styling::{AnsiColor, Effects, Styles};
    let (green, cyan) = (AnsiColor::Green.on_default(), AnsiColor::Cyan.on_default());
    Styles::styled()
        .header(green.effects(Effects::BOLD))
        .usage(green.effects(Effects::BOLD))
        .literal(cyan.effects(Effects::BOLD))
        .placeholder(cyan)
        .error(AnsiColor::Red.on_default().effects(Effects::BOLD))
        .valid(cyan.effects(Effects::BOLD))
        .invalid(AnsiColor::Yellow.on_default().effects(Effects::BOLD))
}
