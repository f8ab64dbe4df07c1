//! What `cargo ssot completions` and `cargo ssot man` write.

use std::process::{Command, Output, Stdio};

use clap::CommandFactory as _;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is UTF-8")
}

/// The names of the commands.
fn commands() -> Vec<String> {
    let cargo = cargo_ssot::testing::commands::Cargo::command();
    let ssot = cargo.find_subcommand("ssot").expect("cargo calls it");
    let names = ssot
        .get_subcommands()
        .map(|command| command.get_name().to_owned());
    names.filter(|name| name != "help").collect()
}

#[test]
fn every_shell_gets_a_script_that_knows_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = text(&output.stdout);
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
    }
    let output = run(&["completions", "smoke-signals"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("possible values"));
}

/// What bash suggests for these words, the last of which is not finished. Cargo is known to it by a function that
/// suggests `of-cargo`.
fn suggested_by_bash(function: &str, words: &[&str]) -> Option<Vec<String>> {
    let script = text(&run(&["completions", "bash"]).stdout);
    let program = format!(
        "_of_cargo() {{ COMPREPLY=(of-cargo); }}
complete -F _of_cargo cargo
eval \"$SCRIPT\"
eval \"$SCRIPT\"
COMP_WORDS=(\"$@\")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
{function} \"$1\" \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"
printf '%s\\n' \"${{COMPREPLY[@]}}\"
"
    );
    let bash = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", &program, "bash"])
        .args(words)
        .env("SCRIPT", script)
        .stderr(Stdio::inherit())
        .output();
    // A system without bash needs no completions for it.
    let output = bash.ok()?;
    Some(text(&output.stdout).lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_both_ways_to_call_it_and_leaves_cargo_alone() {
    let Some(direct) = suggested_by_bash("_cargo_ssot", &["cargo-ssot", "exp"]) else {
        return;
    };
    assert_eq!(direct, ["explain"]);
    let by_cargo = |words: &[&str]| suggested_by_bash("_cargo_and_ssot", words);
    assert_eq!(
        by_cargo(&["cargo", "ssot", "exp"]),
        Some(vec!["explain".to_owned()])
    );
    assert_eq!(
        by_cargo(&["cargo", "ssot", "explain", "--for"]),
        Some(vec!["--format".to_owned()])
    );
    let formats = by_cargo(&["cargo", "ssot", "explain", "--format", ""]);
    let formats = formats.expect("bash is there");
    assert!(formats.contains(&"markdown".to_owned()), "{formats:?}");
    assert_eq!(
        by_cargo(&["cargo", "bui"]),
        Some(vec!["of-cargo".to_owned()])
    );
}

#[test]
fn man_writes_a_page_for_each_command() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let pages = folder.path().join("share/man1");
    let output = run(&["man", pages.to_str().expect("it is UTF-8")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    for command in commands() {
        let page = pages.join(format!("cargo-ssot-{command}.1"));
        let page = std::fs::read_to_string(page).expect("the page is there");
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
    let first = std::fs::read(pages.join("cargo-ssot.1")).expect("the page is there");
    assert_eq!(run(&["man"]).stdout, first);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("it can be written");
    let below = file.join("pages");
    let output = run(&["man", below.to_str().expect("it is UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("help: name a folder"));
}
