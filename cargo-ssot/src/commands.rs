//! The commands and their arguments.

pub mod baseline;
pub mod changed;
pub mod check;
pub mod report;
pub mod selection;

use std::ffi::OsString;

use anstream::ColorChoice;
use clap::{Parser, Subcommand, ValueEnum};

use crate::exit::Exit;
use crate::printer::Printer;

/// What cargo calls.
#[derive(Debug, Parser)]
#[command(name = "cargo", bin_name = "cargo", styles = clap_cargo_styles())]
pub enum Cargo {
    /// Finds, reports and counts what `ssot` refuses
    #[command(name = "ssot", version, about, long_about = None)]
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
    /// Find violations, in a workspace that need not compile
    Check(check::Arguments),
    /// Show the compliance score, where it is lost, and how it moved
    Report(report::Arguments),
    /// Write down what there is, to be excused; then only ever shorten that list
    ///
    /// Nothing is written where the environment has `CI`, and where something of the workspace could not be read.
    Baseline(baseline::Arguments),
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
    if arguments.get(1).is_none_or(|first| first != "ssot") {
        arguments.insert(arguments.len().min(1), "ssot".into());
    }
    arguments
}

/// Runs one command.
pub fn run(options: Options, printer: &mut Printer) -> Exit {
    match options.command {
        Command::Check(arguments) => check::run(&arguments, printer),
        Command::Report(arguments) => report::run(&arguments, printer),
        Command::Baseline(arguments) => baseline::run(&arguments, printer),
    }
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
