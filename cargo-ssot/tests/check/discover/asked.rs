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

/// Names and code that are wider than the terminal, with characters that take two columns, none or that move the cursor.
fn hostile() -> Sample {
    let name = "A_NAME_THAT_IS_LONGER_THAN_ANY_TERMINAL_IS_WIDE_".repeat(3);
    let module = "a_module_whose_name_is_as_long_as_a_line_of_text_can_be_in_any_terminal_at_all";
    let wide = "\u{8a9e}".repeat(60);
    let uses: Vec<_> = (0..7)
        .map(|number| {
            format!("pub fn {wide}{number}() {{ {module}::{name}.lock().unwrap().push(\"{wide}\".into()); }}\n")
        })
        .collect();
    let uses = uses.concat();
    let sample = Sample::new(&format!(
        "pub mod {module} {{
\t\t\tpub static {name}: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new()); // {wide}
            pub static {wide}: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new()); // \u{202e}\u{7}{wide}
        }}
        {uses}
        pub fn connect(_: &str) {{}}
        pub fn open() {{ connect(\"redis://{}:6379\"); }}
        ",
        "cache-of-the-office-".repeat(8)
    ));
    sample.write("ssot.toml", "");
    sample
}

/// Asserts that nothing that was shown is wider than a terminal of 80 columns.
fn fits(shown: &str) {
    // A character for each byte is what is handed over.
    let bytes: Vec<u8> = shown
        .chars()
        .map(|byte| u8::try_from(byte).expect("it is a byte"))
        .collect();
    let shown = String::from_utf8(bytes).expect("it is text");
    for line in shown.split(['\r', '\n']) {
        let width = textwrap::core::display_width(line);
        assert!(width <= 80, "{width} columns: {line:?}");
    }
}

#[test]
fn nothing_is_wider_than_a_terminal_of_80_columns() {
    let sample = hostile();
    let mut terminal = called(&sample);
    for key in ["?", "l", "l", "l"] {
        let shown = terminal
            .exp_string("Is it to be there once?")
            .expect("it asks");
        fits(&shown);
        terminal.exp_string("]").expect("it lists the keys");
        terminal.send(key).expect("it listens");
        terminal.flush().expect("it listens");
    }
    fits(&terminal.exp_eof().expect("it ends"));

    let command = sample.command(&["discover"]);
    let mut terminal = spawn_command(command, PATIENCE).expect("it can be called");
    let shown = terminal.exp_eof().expect("it ends");
    assert!(shown.contains("3 candidates"), "{shown}");
    fits(&shown);
}

#[test]
fn each_candidate_shows_its_code_and_where_it_is_used() {
    let sample = sample();
    sample.write(
        "src/lib.rs",
        &format!("{LIBRARY}pub fn use_it() {{ FIRST.lock().unwrap().push(1); }}\n"),
    );
    let mut terminal = called(&sample);
    let shown = terminal
        .exp_string("Is it to be there once?")
        .expect("it asks");
    assert!(shown.contains("| static FIRST: Mutex<Vec<u32>>"), "{shown}");
    assert!(shown.contains("src/lib.rs:5: uses it"), "{shown}");
    assert!(shown.contains("FIRST.lock().unwrap().push(1)"), "{shown}");
    terminal.send("q").expect("it listens");
    terminal.flush().expect("it listens");
    terminal.exp_eof().expect("it ends");
}
