//! The one place that prints.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::exit::Exit;

/// Writes results to the standard output, and everything about the run itself to the standard error.
///
/// Colours go to a terminal only, and not where `NO_COLOR` is set; an option says otherwise.
pub struct Printer {
    output: AutoStream<io::Stdout>,
    error: AutoStream<io::Stderr>,
    closed: bool,
    lost: Option<io::Error>,
}

impl Printer {
    pub fn new(colors: ColorChoice) -> Self {
        Self {
            output: AutoStream::new(io::stdout(), colors),
            error: AutoStream::new(io::stderr(), colors),
            closed: false,
            lost: None,
        }
    }

    /// Writes `text` as it is to the standard output. Nobody may be listening any more: `| head`.
    pub fn result(&mut self, text: &str) {
        if !self.closed {
            let written = self.output.write_all(text.as_bytes());
            self.note(written);
        }
    }

    /// Ends the output, and says how the command ends that would end with `exit`: a result that could not be written, for
    /// want of room, is none.
    pub fn finish(&mut self, exit: Exit) -> Exit {
        if !self.closed {
            let written = self.output.flush();
            self.note(written);
        }
        let Some(error) = self.lost.take() else {
            return exit;
        };
        self.error(&format!(
            "the output cannot be written: {error}\nhelp: make room for it, and call the command again"
        ));
        Exit::Incomplete
    }

    fn note(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.closed = true;
            // Whoever listens no more has read what they wanted.
            self.lost = Some(error).filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        }
    }

    pub fn notice(&mut self, text: &str) {
        // Nobody could be told of a failure.
        let _ = writeln!(self.error, "{text}");
    }

    /// Writes a question to the standard error, behind which the answer is typed.
    pub(crate) fn prompt(&mut self, text: &str) {
        let _ = write!(self.error, "{text}");
        let _ = self.error.flush();
    }

    pub fn error(&mut self, text: &str) {
        self.notice(&format!("error: {text}"));
    }

    /// Writes all problems, and says how a command ends that has no other failure.
    pub fn problems(&mut self, problems: &[impl ToString]) -> Exit {
        for problem in problems {
            self.error(&problem.to_string());
        }
        if problems.is_empty() {
            Exit::Clean
        } else {
            Exit::Incomplete
        }
    }

    pub fn stderr_is_terminal(&self) -> bool {
        io::stderr().is_terminal()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        let _ = self.output.flush();
    }
}

/// How wide text is that people read: as wide as the terminal, and no wider than is read easily.
pub fn width() -> usize {
    const WIDEST: usize = 100;
    const NARROWEST: usize = 40;
    let terminal = io::stdout().is_terminal().then(textwrap::termwidth);
    terminal.map_or(WIDEST, |width| width.clamp(NARROWEST, WIDEST))
}
