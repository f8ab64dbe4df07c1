//! The README says what the program says.
//!
//! `BLESS=1 cargo test -p cargo-ssot --test readme` writes the parts between its markers anew.

use std::fs;

use clap::{Command, CommandFactory as _};

const README: &str = "README.md";

/// How wide a help text is.
const WIDTH: usize = 100;

/// The subcommand of cargo's, as it is after the names of all commands have been put together.
fn ssot() -> Command {
    let mut cargo = cargo_ssot::testing::commands::Cargo::command()
        .term_width(WIDTH)
        .disable_help_subcommand(true);
    cargo.build();
    let ssot = cargo.find_subcommand(cargo_ssot::testing::commands::SUBCOMMAND);
    ssot.expect("cargo calls it").clone()
}

/// A command, and all below it.
fn all(command: &Command) -> Vec<Command> {
    let below = command
        .get_subcommands()
        .filter(|one| one.get_name() != "help");
    let below = below.flat_map(all);
    std::iter::once(command.clone()).chain(below).collect()
}

fn called(command: &Command) -> String {
    command
        .get_bin_name()
        .expect("it has been built")
        .to_owned()
}

fn commands() -> String {
    let lines = all(&ssot()).into_iter().skip(1).filter_map(|command| {
        let about = command.get_about()?.to_string();
        let does_something = command
            .get_subcommands()
            .all(|one| one.get_name() == "help");
        does_something.then(|| format!("| `{}` | {about} |\n", called(&command)))
    });
    let lines: String = lines.collect();
    format!("| Command | |\n|---|---|\n{lines}")
}

fn help() -> String {
    let blocks = all(&ssot()).into_iter().map(|mut command| {
        let called = called(&command);
        let help = command.render_long_help().to_string();
        let lines: Vec<_> = help.trim_end().lines().map(str::trim_end).collect();
        format!("### `{called}`\n\n```text\n{}\n```\n", lines.join("\n"))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// The codes with what the source says about them.
fn exit_codes() -> String {
    let source = fs::read_to_string("src/exit.rs").expect("the source can be read");
    let mut table = "| Code | Means |\n|---|---|\n".to_owned();
    let mut meaning: Vec<&str> = Vec::new();
    let mut codes = 0;
    for line in source.lines() {
        if let Some(words) = line.strip_prefix("/// ") {
            meaning.push(words);
            continue;
        }
        if let Some(constant) = line.strip_prefix("pub const ") {
            let (_, code) = constant.split_once(" = ").expect("it has a value");
            let row = format!(
                "| {} | {} |\n",
                code.trim_end_matches(';'),
                meaning.join(" ")
            );
            table += &row;
            codes += 1;
        }
        meaning.clear();
    }
    assert_eq!(codes, 3, "the codes are found in the source");
    table
}

fn settings() -> String {
    let text = fs::read_to_string("src/commands/init/ssot.toml").expect("the file can be read");
    format!("```toml\n{text}```\n")
}

/// The text with what stands between the markers of a part replaced.
fn with(text: &str, part: &str, content: &str) -> String {
    let start = format!("<!-- {part}: written by `tests/readme.rs` -->\n");
    let end = format!("<!-- end of {part} -->\n");
    let (before, rest) = text.split_once(&start).expect("the part starts");
    let (_, after) = rest.split_once(&end).expect("the part ends");
    format!("{before}{start}{content}{end}{after}")
}

#[test]
fn the_readme_says_what_the_program_says() {
    let written = fs::read_to_string(README).expect("it can be read");
    let parts = [
        ("commands", format!("\n{}\n", commands())),
        ("exit codes", format!("\n{}\n", exit_codes())),
        ("settings", format!("\n{}\n", settings())),
        ("help", format!("\n{}\n", help())),
    ];
    let expected = parts.iter().fold(written.clone(), |text, (part, content)| {
        with(&text, part, content)
    });
    if std::env::var_os("BLESS").is_some() {
        fs::write(README, &expected).expect("it can be written");
        return;
    }
    assert_eq!(written, expected, "write it anew with BLESS=1");
}

#[test]
fn help_depends_on_no_terminal() {
    let help = help();
    assert!(!help.contains('\u{1b}'), "it has colours");
    let longest = help.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(WIDTH + "### ``".len()), "{longest:?}");
}
