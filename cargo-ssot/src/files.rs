//! Reads files, with a limit on their size.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::finding::Problem;

/// The largest file that is read, in bytes. What is larger is generated, and nobody would change it by hand.
pub(crate) const LARGEST: u64 = 16 * 1024 * 1024;

/// What to do about a file that the system does not let be read.
pub(crate) const READABLE: &str = "make it readable, or list it under `exclude` in `ssot.toml`";

/// What to do about a file that is none to be read.
pub(crate) const EXCLUDE: &str = "list it under `exclude` in `ssot.toml`";

/// What some editors write before everything else: the mark of the encoding.
pub(crate) const MARK: char = '\u{feff}';

/// What is wrong with what only looks like a file.
pub(crate) const NO_FILE: &str = "not a regular file";

/// How many bytes of a large file are read.
const HEAD: u64 = 8 * 1024;

/// The first lines and the size of a file that exceeds [`LARGEST`].
pub(crate) fn head_of_large(path: &Path) -> Option<(String, u64)> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() <= LARGEST {
        return None;
    }
    let file = fs::File::open(path).ok()?;
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let mut head = String::from_utf8_lossy(&head).into_owned();
    head.truncate(head.rfind('\n')? + 1);
    Some((head, metadata.len()))
}

/// The canonical path of a file, or the path itself where there is none.
pub(crate) fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The content of a file that stands beside the code: settings, a baseline. One that has no end is not read to its end.
pub(crate) fn content_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let mut file = fs::File::open(path)?.take(LARGEST + 1);
    file.read_to_end(&mut content)?;
    if content.len() as u64 > LARGEST {
        let megabytes = LARGEST / (1024 * 1024);
        let message = format!("it has more than the {megabytes} MB that are read");
        return Err(io::Error::other(message));
    }
    Ok(content)
}

/// The text of a file, if it is one that can be read.
pub(crate) fn text_of(path: &Path, shown: &Path) -> Result<String, Problem> {
    let problem = |message: String, help: &str| Problem::new(message, help).in_file(shown);
    let metadata = fs::metadata(path)
        .map_err(|error| problem(format!("the file cannot be opened: {error}"), READABLE))?;
    if !metadata.is_file() {
        return Err(problem(NO_FILE.to_owned(), EXCLUDE));
    }
    if metadata.len() > LARGEST {
        let megabytes = metadata.len() / (1024 * 1024);
        return Err(problem(
            format!(
                "the file has {megabytes} MB, more than the {} that are read",
                LARGEST / (1024 * 1024)
            ),
            EXCLUDE,
        ));
    }
    let bytes = fs::read(path)
        .map_err(|error| problem(format!("the file cannot be read: {error}"), READABLE))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        problem(
            format!("the file is not UTF-8, from byte {at} on"),
            "save it as UTF-8, the only encoding that Rust knows",
        )
    })
}
