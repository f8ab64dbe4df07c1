//! The program `git`: how it is called, so that it starts no other program and asks no server, and how what it writes is read.
//!
//! The configuration of a repository names programs that git runs while it only looks: monitors of the file system,
//! filters, transports. Whoever made the repository chose them, and to check a workspace must not run anything of it.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::files::LARGEST;
use crate::finding::Problem;

/// How many settings the environment adds to those of files.
const COUNT: &str = "GIT_CONFIG_COUNT";
/// The names of settings of filters, as a regular expression.
const OF_FILTERS: &str = r"^filter\..*\.(clean|smudge|process|required)$";
/// The end of the name of a setting that makes git fail without a filter.
const REQUIRED: &[u8] = b".required";

/// Variables by which a hook of git tells its programs about the repository.
const OF_HOOKS: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
];
/// Variables that change the meaning of patterns.
const PATTERNS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// A read-only git client in a folder: no prompts, no network, no locale.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    folder: PathBuf,
    /// Whether the variables of a hook apply.
    hooked: bool,
}

#[derive(Debug)]
pub(crate) enum Failed {
    NotCalled(io::Error),
    Said(String),
}

impl Failed {
    /// As a problem to report: `help` where git refuses, or `without` to do without git.
    pub(crate) fn problem(&self, help: &str, without: &str) -> Problem {
        match self {
            Self::NotCalled(error) => Problem::new(
                format!("git cannot be called: {error}"),
                format!("install git so that it is on the PATH, or {without}"),
            ),
            Self::Said(said) => Problem::new(
                format!("git says: {}", said.lines().next().unwrap_or_default()),
                format!("{help}, or {without}"),
            ),
        }
    }
}

impl Git {
    pub(crate) fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            hooked: true,
        }
    }

    /// Ignores the variables that a hook sets: they may name another repository.
    pub(crate) fn without_hooks(self) -> Self {
        Self {
            hooked: false,
            ..self
        }
    }

    /// Runs a command that reads objects only.
    pub(crate) fn objects(&self, arguments: &[&str]) -> Result<Vec<u8>, Failed> {
        output(self.with_settings(&[]), arguments)
    }

    /// Runs a command that compares files of the working tree, without filters: those are programs that the repository
    /// names. Only files that a filter generates compare differently.
    pub(crate) fn files(&self, arguments: &[&str]) -> Result<Vec<u8>, Failed> {
        // Reading settings runs nothing. If it fails, the command will say why.
        let list = [
            "config",
            "--null",
            "--name-only",
            "--get-regexp",
            OF_FILTERS,
        ];
        let filters = self.objects(&list).unwrap_or_default();
        let filters: Vec<_> = records(&filters).collect();
        output(self.with_settings(&filters), arguments)
    }

    /// Starts `git cat-file --batch`.
    pub(crate) fn contents(&self) -> Result<Contents, Failed> {
        Contents::start(self.with_settings(&[])).map_err(Failed::NotCalled)
    }

    /// The top folder of the working tree.
    pub(crate) fn top(&self) -> Result<PathBuf, Failed> {
        let top = self.objects(&["rev-parse", "--show-toplevel"])?;
        Ok(path(line(&top)))
    }

    /// The tracked files that `arguments` select, each with whether git ignores its changes (`assume-unchanged`,
    /// `skip-worktree`).
    pub(crate) fn known(&self, arguments: &[&str]) -> Result<Vec<(PathBuf, bool)>, Failed> {
        let output = self.objects(&[&["ls-files", "-v", "-z"], arguments].concat())?;
        let known = records(&output).filter_map(|entry| {
            // `H` stands before a file that is compared, a small letter before one that is assumed to be unchanged, `S`
            // before one that need not be there.
            let (tag, name) = (entry.first()?, entry.get(2..)?);
            Some((path(name), tag.is_ascii_lowercase() || *tag == b'S'))
        });
        Ok(known.collect())
    }

    fn with_settings(&self, filters: &[&[u8]]) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.folder)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What a partial clone lacks would be fetched, by a program that its configuration names.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("LC_ALL", "C")
            .envs(PATTERNS.map(|name| (name, "0")))
            .stdin(Stdio::null());
        for variable in OF_HOOKS.iter().filter(|_| !self.hooked) {
            command.env_remove(variable);
        }
        let given = std::env::var(COUNT).ok();
        let mut count: usize = given.and_then(|count| count.parse().ok()).unwrap_or(0);
        let filters = filters.iter().map(|name| {
            let value = if name.ends_with(REQUIRED) {
                "false"
            } else {
                ""
            };
            (path(name).into_os_string(), value)
        });
        let monitor = (OsString::from("core.fsmonitor"), "");
        for (name, value) in std::iter::once(monitor).chain(filters) {
            command.env(format!("GIT_CONFIG_KEY_{count}"), name);
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
        command.env(COUNT, count.to_string());
        command
    }
}

fn output(mut command: Command, arguments: &[&str]) -> Result<Vec<u8>, Failed> {
    let output = command.args(arguments).output();
    let output = output.map_err(Failed::NotCalled)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().trim_start_matches("fatal: ");
    Err(Failed::Said(said.to_owned()))
}

/// The records of output that ends each with a zero byte.
pub(crate) fn records(output: &[u8]) -> impl Iterator<Item = &[u8]> {
    let records = output.split(|byte| *byte == 0);
    records.filter(|record| !record.is_empty())
}

#[cfg(unix)]
pub(crate) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(bytes.to_owned()).into()
}

#[cfg(not(unix))]
pub(crate) fn path(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}

/// What a command wrote, without the line feed behind it. A path may end with a space.
pub(crate) fn line(output: &[u8]) -> &[u8] {
    output.strip_suffix(b"\n").unwrap_or(output)
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its path from the top of the repository.
    pub(crate) path: PathBuf,
    pub(crate) kind: EntryKind,
    pub(crate) object: String,
    /// Whether a merge has left several versions in the index.
    pub(crate) is_conflict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Link,
    /// A submodule, of which the repository has only the name of a commit.
    Submodule,
}

/// The output of `ls-tree -z` or `ls-files --stage -z`: `mode type object`, or `mode object stage`, then a tab and the path.
pub(crate) fn entries(output: &[u8]) -> impl Iterator<Item = Entry> {
    records(output).filter_map(|record| {
        let tab = record.iter().position(|byte| *byte == b'\t')?;
        let mut words = str::from_utf8(&record[..tab]).ok()?.split(' ');
        let (mode, second, third) = (words.next()?, words.next()?, words.next()?);
        let is_staged = third.len() == 1;
        Some(Entry {
            path: path(&record[tab + 1..]),
            kind: match mode {
                "120000" => EntryKind::Link,
                "160000" => EntryKind::Submodule,
                _ => EntryKind::File,
            },
            object: if is_staged { second } else { third }.to_owned(),
            is_conflict: is_staged && third != "0",
        })
    })
}

#[derive(Debug)]
pub(crate) enum Content {
    Bytes(Vec<u8>),
    /// More than [`LARGEST`].
    TooLarge,
    /// Nothing: the clone is partial, or damaged.
    Missing,
}

#[derive(Debug)]
pub(crate) struct Contents {
    child: Child,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
}

impl Contents {
    fn start(mut command: Command) -> io::Result<Self> {
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
