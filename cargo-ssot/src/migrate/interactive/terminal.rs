//! Somebody at a terminal.

use std::env;
use std::ffi::{OsStr, OsString};

use inquire::{Editor, InquireError};

use super::question::{Answer, Ask, Proposal};
use crate::finding::Problem;
use crate::printer::Printer;
use crate::prompt::{Choice, Keys, no_terminal};

/// Variables that name the editor, the first one first.
const EDITORS: [&str; 2] = ["VISUAL", "EDITOR"];

pub struct Terminal<'a> {
    keys: Keys<'a>,
}

const INSTEAD: &str = "leave out `--interactive`, or call it in a terminal";

impl<'a> Terminal<'a> {
    /// The terminal.
    pub fn new(printer: &'a mut Printer) -> Result<Self, Box<Problem>> {
        let keys = Keys::new(printer, INSTEAD)?;
        Ok(Self { keys })
    }
}

impl Ask for Terminal<'_> {
    fn ask(
        &mut self,
        proposal: &Proposal<'_>,
        number: usize,
        total: usize,
    ) -> Result<Answer, Box<Problem>> {
        let (finding, diff) = (&proposal.finding, proposal.diff);
        self.keys
            .printer
            .notice(&format!("\n[{number}/{total}] {finding}\n\n{diff}"));
        let all = format!("yes, and all others of {}", proposal.kind);
        let choice = |key, words: &str, answer| Choice {
            key,
            words: words.to_owned(),
            answer,
        };
        let choices = [
            choice('y', "yes: make this change", Answer::Accept),
            choice('n', "no: leave it as it is", Answer::Skip),
            choice('l', "later: the next call asks again", Answer::Later),
            choice('a', &all, Answer::AcceptKind),
            choice('e', "edit what is to stand there", Answer::Edit),
            choice('u', "undo the last answer", Answer::Undo),
            choice('q', "quit, and make what was accepted", Answer::Quit),
        ];
        self.keys.choose("Make this change?", &choices)
    }

    fn edit(&mut self, text: &str) -> Result<Option<String>, Box<Problem>> {
        let command = EDITORS.iter().find_map(env::var_os);
        // It may have arguments: `code --wait`.
        let words: Vec<OsString> = match command.as_deref().map(OsStr::to_str) {
            Some(Some(text)) => text.split_whitespace().map(OsString::from).collect(),
            Some(None) => command.into_iter().collect(),
            None => Vec::new(),
        };
        let words: Vec<&OsStr> = words.iter().map(OsString::as_os_str).collect();
        let mut editor = Editor::new("What is to stand there:")
            .with_predefined_text(text)
            .with_file_extension(".rs")
            .with_formatter(&|_| "edited".to_owned());
        if let [program, arguments @ ..] = words.as_slice() {
            editor = editor.with_editor_command(program).with_args(arguments);
        }
        given(editor.prompt())
    }

    fn refused(&mut self, why: &str) {
        self.keys
            .printer
            .error(&format!("this cannot stand there: {why}"));
    }
}

/// What was given, unless somebody went away instead.
fn given<T>(prompt: Result<T, InquireError>) -> Result<Option<T>, Box<Problem>> {
    match prompt {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Problem::boxed(
            "interrupted: nothing was written",
            "the answers given before are kept; call the command again to go on",
        )),
        Err(InquireError::NotTTY) => Err(no_terminal(INSTEAD)),
        Err(error) => Err(Problem::boxed(
            format!("cannot ask: {error}"),
            "the answers given before are kept; call the command again",
        )),
    }
}
