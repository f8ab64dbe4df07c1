//! The program `git`: how it is called, so that it starts no other program and asks no server, and how what it writes is read.
//!
//! The configuration of a repository names programs that git runs while it only looks: monitors of the file system,
//! filters, transports. Whoever made the repository chose them, and to check a workspace must not run anything of it.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::files::LARGEST;

/// How many settings the environment adds to those of files.
const COUNT: &str = "GIT_CONFIG_COUNT";
/// The names of settings of filters, as a regular expression.
const OF_FILTERS: &str = r"^filter\..*\.(clean|smudge|process|required)$";
/// The end of the name of a setting that makes git fail without a filter.
const REQUIRED: &[u8] = b".required";

/// A call of git in a folder, for commands that look at objects only. Looking changes nothing, asks nobody, and says what
/// it says in one language.
pub(crate) fn command(folder: &Path) -> Command {
    with_settings(folder, &[])
}

/// A call of git in a folder, for commands that compare files of the working tree: without any filter of theirs.
///
/// Comparing then takes files as they are, which differs for those only whose text a filter makes, and that is no Rust.
pub(crate) fn command_on_files(folder: &Path) -> Command {
    // Reading settings runs nothing. If it fails, the command will say why.
    let names = command(folder)
        .args(["config", "--null", "--name-only", "--get-regexp"])
        .arg(OF_FILTERS)
        .output();
    let names = names.map_or_else(|_| Vec::new(), |output| output.stdout);
    let names = names.split(|byte| *byte == 0);
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    with_settings(folder, &names)
}

fn with_settings(folder: &Path, filters: &[&[u8]]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // What a partial clone lacks would be fetched, by a program that its configuration names.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    let given = std::env::var(COUNT).ok();
    let given: usize = given.and_then(|count| count.parse().ok()).unwrap_or(0);
    let filters = filters.iter().map(|name| {
        let value = if name.ends_with(REQUIRED) {
            "false"
        } else {
            ""
        };
        (path(name).into_os_string(), value)
    });
    let monitor = (OsString::from("core.fsmonitor"), "");
    let mut count = given;
    for (name, value) in std::iter::once(monitor).chain(filters) {
        command.env(format!("GIT_CONFIG_KEY_{count}"), name);
        command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
        count += 1;
    }
    command.env(COUNT, count.to_string());
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
