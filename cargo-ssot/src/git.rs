//! The program `git`: how it is called, and how what it writes is read.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::source::LARGEST;

/// A call of git in a folder. Looking changes nothing, asks nobody, and says what it says in one language.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

/// A path of git's bytes.
#[cfg(unix)]
pub(crate) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(bytes.to_owned()).into()
}

/// A path of git's bytes.
#[cfg(not(unix))]
pub(crate) fn path(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}

/// What a command wrote, without the line feed behind it. A path may end with a space.
pub(crate) fn line(output: &[u8]) -> &[u8] {
    output.strip_suffix(b"\n").unwrap_or(output)
}

/// What a command complained about.
pub(crate) fn complaint(error: &[u8]) -> String {
    let said = String::from_utf8_lossy(error);
    said.trim().trim_start_matches("fatal: ").to_owned()
}

/// What a repository holds of a blob.
#[derive(Debug)]
pub(crate) enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// More than [`LARGEST`].
    TooLarge,
    /// Nothing: the clone is partial, or damaged.
    Missing,
}

/// A running `git cat-file --batch`.
#[derive(Debug)]
pub(crate) struct Contents {
    child: Child,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
}

impl Contents {
    /// Starts it, by a [`command`] without arguments.
    ///
    /// # Errors
    ///
    /// There is no git.
    pub(crate) fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        Ok(Self {
            child,
            input,
            output,
        })
    }

    /// The bytes of a blob.
    ///
    /// # Errors
    ///
    /// Git has ended.
    pub(crate) fn read(&mut self, blob: &str) -> io::Result<Content> {
        let (Some(input), Some(output)) = (&mut self.input, &mut self.output) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // One question at a time: with several, both sides could wait for the other one to read.
        writeln!(input, "{blob}")?;
        input.flush()?;
        let mut header = String::new();
        if output.read_line(&mut header)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `name type size`, or `name missing`.
        let size = header.trim_end().rsplit(' ').next();
        let Some(size) = size.and_then(|size| size.parse::<u64>().ok()) else {
            return Ok(Content::Missing);
        };
        // A line feed follows each content.
        let mut content = output.take(size + 1);
        if size > LARGEST {
            io::copy(&mut content, &mut io::sink())?;
            return Ok(Content::TooLarge);
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        if bytes.pop().is_none() || bytes.len() as u64 != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Content::Bytes(bytes))
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        // It ends once nobody can ask any more, and once nobody reads what it still writes.
        drop(self.input.take());
        drop(self.output.take());
        let _ = self.child.wait();
    }
}
