//! Questions at a terminal that one key answers.

use std::io::{self, IsTerminal as _};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::{event, terminal};

use crate::finding::Problem;
use crate::printer::Printer;

pub(crate) struct Keys<'a> {
    pub(crate) printer: &'a mut Printer,
    /// What to call instead, where nobody can be asked.
    pub(crate) instead: &'static str,
}

pub(crate) struct Choice<T> {
    pub(crate) key: char,
    pub(crate) words: String,
    pub(crate) answer: T,
}

/// Switches the terminal back to lines, whatever happens.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

impl<'a> Keys<'a> {
    /// The terminal of this process.
    pub(crate) fn new(
        printer: &'a mut Printer,
        instead: &'static str,
    ) -> Result<Self, Box<Problem>> {
        if io::stdin().is_terminal() && printer.stderr_is_terminal() {
            Ok(Self { printer, instead })
        } else {
            Err(no_terminal(instead))
        }
    }

    /// Asks until one of the keys is pressed. `?` explains them all; any other key that says nothing is answered by what
    /// the keys are.
    pub(crate) fn choose<T: Copy>(
        &mut self,
        question: &str,
        choices: &[Choice<T>],
    ) -> Result<T, Box<Problem>> {
        let keys: String = choices.iter().map(|choice| choice.key).collect();
        loop {
            self.printer.prompt(&format!("{question} [{keys}?] "));
            let key = self.key()?;
            self.printer.notice(&key.to_string());
            let chosen = choices.iter().find(|choice| choice.key == key);
            if let Some(chosen) = chosen {
                return Ok(chosen.answer);
            }
            for choice in choices {
                self.printer
                    .notice(&format!("  {}  {}", choice.key, choice.words));
            }
            self.printer.notice("  ?  show this");
        }
    }

    pub(crate) fn line(&mut self, question: &str) -> Result<String, Box<Problem>> {
        self.printer.prompt(question);
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line);
        match read.map_err(|error| failed(&error))? {
            0 => Err(interrupted()),
            _ => Ok(line.trim().to_owned()),
        }
    }

    /// The next key, as a small letter.
    fn key(&self) -> Result<char, Box<Problem>> {
        let raw = Raw::enter().map_err(|_| no_terminal(self.instead))?;
        let key = loop {
            let Event::Key(key) = event::read().map_err(|error| failed(&error))? else {
                continue;
            };
            if key.kind == KeyEventKind::Release {
                continue;
            }
            let stops = key.modifiers.contains(KeyModifiers::CONTROL)
                && matches!(key.code, KeyCode::Char('c' | 'd'));
            if stops {
                drop(raw);
                return Err(interrupted());
            }
            match key.code {
                KeyCode::Char(letter) => break letter.to_ascii_lowercase(),
                KeyCode::Esc => break 'q',
                _ => {}
            }
        };
        drop(raw);
        Ok(key)
    }
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
pub(crate) fn no_terminal(instead: &str) -> Box<Problem> {
    Problem::boxed("stdin is not a terminal, so nobody can be asked", instead)
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn interrupted() -> Box<Problem> {
    Problem::boxed(
        "interrupted",
        "the answers given before are kept; call the command again to go on",
    )
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn failed(error: &io::Error) -> Box<Problem> {
    Problem::boxed(
        format!("the terminal cannot be read: {error}"),
        "the answers given before are kept; call the command again",
    )
}
