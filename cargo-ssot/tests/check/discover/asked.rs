//! Somebody at a terminal is asked about each candidate.

use rexpect::session::{PtySession, spawn_command};

use crate::sample::Sample;

const PATIENCE: Option<u64> = Some(60_000);

const LIBRARY: &str = "use std::sync::Mutex;
static FIRST: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static SECOND: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static THIRD: Mutex<Vec<u32>> = Mutex::new(Vec::new());
";

fn sample() -> Sample {
    let sample = Sample::new(LIBRARY);
    sample.write("ssot.toml", "# Ours.\n");
    sample
}

fn called(sample: &Sample) -> PtySession {
    let command = sample.command(&["discover", "--interactive"]);
    spawn_command(command, PATIENCE).expect("it can be called")
}

fn press(terminal: &mut PtySession, expected: &str, keys: &str) {
    terminal
        .exp_string(expected)
        .expect("it shows the candidate");
    terminal
        .exp_string("Is it to be there once?")
        .expect("it asks");
    terminal.exp_string("]").expect("it lists the keys");
    terminal.send(keys).expect("it listens");
    terminal.flush().expect("it listens");
}

#[test]
fn one_key_answers_and_the_next_call_goes_on() {
    let sample = sample();
    let mut terminal = called(&sample);
    press(&mut terminal, "[1/3]", "y");
    press(&mut terminal, "[2/3]", "n");
    terminal
        .exp_string("Why not?")
        .expect("it asks for a reason");
    terminal.send_line("it only counts").expect("it listens");
    press(&mut terminal, "static THIRD", "q");
    terminal.exp_eof().expect("it ends");
    assert_eq!(
        sample.read("ssot.toml"),
        "# Ours.\n\n[judged]\n\"global acme::FIRST\" = { verdict = \"component\" }\n\
         \"global acme::SECOND\" = { verdict = \"not-one\", reason = \"it only counts\" }\n"
    );
    let mut terminal = called(&sample);
    press(&mut terminal, "static THIRD", "l");
    terminal.exp_eof().expect("it ends");
    assert!(
        sample
            .read("ssot.toml")
            .contains("\"global acme::THIRD\" = { verdict = \"later\" }")
    );
}

#[test]
fn an_answer_can_be_undone_and_help_asked_for() {
    let sample = sample();
    let mut terminal = called(&sample);
    press(&mut terminal, "[1/3]", "?");
    terminal
        .exp_string("yes, a component")
        .expect("it explains");
    terminal
        .exp_string("Is it to be there once?")
        .expect("it asks again");
    terminal.send("y").expect("it listens");
    terminal.flush().expect("it listens");
    press(&mut terminal, "[2/3]", "u");
    press(&mut terminal, "[1/3]", "q");
    terminal.exp_eof().expect("it ends");
    assert_eq!(sample.read("ssot.toml"), "# Ours.\n");
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let sample = sample();
    let ended = sample.run(&["discover", "--interactive"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(
        ended.stderr.contains("stdin is not a terminal"),
        "{ended:?}"
    );
    assert_eq!(sample.read("ssot.toml"), "# Ours.\n");
}
