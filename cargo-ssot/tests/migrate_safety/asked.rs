//! Somebody at a terminal is asked about each change.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anstream::ColorChoice;
use cargo_ssot::testing::migrate::interactive::{Decision, Proposal, Terminal, decide};
use cargo_ssot::testing::printer::Printer;
use rexpect::session::spawn_command;

use crate::ground::Ground;

const FOLDER: &str = "MIGRATE_SAFETY_ASKED";

/// What is called at a terminal of its own.
#[test]
fn child() {
    let Some(root) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let mut printer = Printer::new(ColorChoice::Never);
    let proposal = |key: &str| Proposal {
        key: key.to_owned(),
        kind: "SSOT106",
        finding: format!("an old path in {key}"),
        diff: &|| "-use old;\n+use new;\n".to_owned(),
        text: &|| "use new;\n".to_owned(),
        refuse: &|_| None,
    };
    let proposals = ["one", "two", "three"].map(proposal);
    let decided = match Terminal::new(&mut printer) {
        Ok(mut terminal) => decide(&root, &proposals, &mut terminal).expect("somebody answers"),
        Err(problem) => {
            printer.result(&problem.to_string());
            return;
        }
    };
    let words = decided.decisions.iter().map(|decision| match decision {
        Some(Decision::Accepted) => "accepted",
        Some(Decision::Skipped) => "skipped",
        Some(Decision::Edited(_)) => "edited",
        None => "open",
    });
    printer.result(&format!("<{}>\n", words.collect::<Vec<_>>().join(" ")));
}

fn command(ground: &Ground) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    command
        .args(["--exact", "asked::child", "--nocapture", "--test-threads=1"])
        .env(FOLDER, ground.path());
    command
}

#[test]
fn answers_are_given_at_a_terminal_and_kept_for_the_next_call() {
    const PATIENCE: Option<u64> = Some(60_000);
    let ground = Ground::new(&[]);
    let mut terminal = spawn_command(command(&ground), PATIENCE).expect("it can be called");
    let mut asked = |text: &str, answer: &str| {
        terminal.exp_string(text).expect("it asks");
        terminal.exp_string("Make this change?").expect("it asks");
        terminal.exp_string("]").expect("it lists the keys");
        terminal.send(answer).expect("it listens");
        terminal.flush().expect("it listens");
    };
    asked("[1/3] an old path in one", "n");
    asked("[2/3] an old path in two", "y");
    asked("[3/3] an old path in three", "u");
    asked("[2/3] an old path in two", "l");
    asked("[3/3] an old path in three", "q");
    terminal.exp_string("<skipped open open>").expect("it ends");
    let mut terminal = spawn_command(command(&ground), PATIENCE).expect("it can be called");
    terminal.exp_string("[2/3]").expect("it goes on there");
    terminal.exp_string("Make this change?").expect("it asks");
    terminal.exp_string("]").expect("it lists the keys");
    terminal.send("a").expect("it listens");
    terminal.flush().expect("it listens");
    terminal
        .exp_string("<skipped accepted accepted>")
        .expect("it ends");
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let ground = Ground::new(&[]);
    let output = command(&ground)
        .stdin(Stdio::null())
        .output()
        .expect("it can be called");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("stdin is not a terminal"), "{said}");
    assert!(!ground.path().join(".ssot").exists());
}
