//! Somebody at a terminal.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, IsTerminal as _};

use inquire::{Editor, InquireError, Select};

use super::{Answer, Ask, Proposal};
use crate::finding::Problem;
use crate::printer::Printer;

/// Variables that name the editor, the first one first.
const EDITORS: [&str; 2] = ["VISUAL", "EDITOR"];

/// Asks at the terminal of this process.
pub struct Terminal<'a> {
    printer: &'a mut Printer,
}

impl<'a> Terminal<'a> {
    /// The terminal.
    ///
    /// # Errors
    ///
    /// Nobody is there: the input or the standard error is none.
    pub fn new(printer: &'a mut Printer) -> Result<Self, Box<Problem>> {
        if io::stdin().is_terminal() && printer.is_watched() {
            Ok(Self { printer })
        } else {
            Err(no_terminal())
        }
    }
}

impl Ask for Terminal<'_> {
    fn ask(
        &mut self,
        proposal: &Proposal<'_>,
        number: usize,
        total: usize,
    ) -> Result<Answer, Box<Problem>> {
        let (finding, diff) = (&proposal.finding, (proposal.diff)());
        self.printer
            .notice(&format!("\n[{number}/{total}] {finding}\n\n{diff}"));
        let kind = proposal.kind;
        let choices = [
            (Answer::Accept, "accept".to_owned()),
            (Answer::Skip, "skip".to_owned()),
            (Answer::AcceptKind, format!("accept all of {kind}")),
            (Answer::Edit, "edit".to_owned()),
            (Answer::Quit, "quit, and make what was accepted".to_owned()),
        ];
        let choices = choices.map(|(answer, words)| Choice { answer, words });
        let chosen = Select::new("Make this change?", choices.into()).prompt();
        Ok(given(chosen)?.map_or(Answer::Quit, |choice| choice.answer))
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
        self.printer
            .error(&format!("this cannot stand there: {why}"));
    }
}

/// What was given, unless somebody went away instead.
fn given<T>(prompt: Result<T, InquireError>) -> Result<Option<T>, Box<Problem>> {
    match prompt {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Box::new(Problem::new(
            "interrupted: nothing was written",
            "the answers given before are kept; call the command again to go on",
        ))),
        Err(InquireError::NotTTY) => Err(no_terminal()),
        Err(error) => Err(Box::new(Problem::new(
            format!("cannot ask: {error}"),
            "the answers given before are kept; call the command again",
        ))),
    }
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn no_terminal() -> Box<Problem> {
    Box::new(Problem::new(
        "stdin is not a terminal",
        "leave out `--interactive`, or call it in a terminal",
    ))
}

struct Choice {
    answer: Answer,
    words: String,
}

impl fmt::Display for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)
    }
}
