//! What is recorded about a migration next to the originals.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::edit::{Access, Replacement};

const FILE: &str = "manifest.json";
const VERSION: u32 = 2;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Makes names of temporary files unique.
    pub(super) token: u64,
    /// False while files are written or restored.
    pub(super) done: bool,
    /// The files that differ from their originals, or may differ while it is not done.
    pub(super) files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    path: Name,
    /// The name of its original in the folder `old`.
    pub(super) original: usize,
    /// The hashes of both contents.
    pub(super) old: String,
    pub(super) new: String,
}

/// A path, as text if it is UTF-8.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Other(OsString),
}

impl Manifest {
    pub(super) fn new(files: Vec<Entry>) -> Self {
        let now = jiff::Timestamp::now().as_nanosecond();
        Self {
            version: VERSION,
            token: xxh3_64(format!("{now} {}", std::process::id()).as_bytes()),
            done: false,
            files,
        }
    }

    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let manifest: Self = serde_json::from_slice(&content(&folder.join(FILE))?)?;
        if manifest.version == VERSION {
            Ok(manifest)
        } else {
            let message = "another version of this program made it, and has to roll it back";
            Err(io::Error::other(message))
        }
    }

    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(self)?;
        Replacement::of_itself(&folder.join(FILE), &text, Access::Own)?.replace()
    }
}

impl Entry {
    pub(super) fn new(original: usize, path: &Path, old: &[u8], new: &[u8]) -> Self {
        Self {
            path: match path.to_str() {
                Some(text) => Name::Text(text.to_owned()),
                None => Name::Other(path.into()),
            },
            original,
            old: hash(old),
            new: hash(new),
        }
    }

    pub(super) fn path(&self) -> PathBuf {
        match &self.path {
            Name::Text(text) => text.into(),
            Name::Other(name) => name.into(),
        }
    }
}

pub(super) fn hash(content: &[u8]) -> String {
    format!("{:032x}", xxh3_128(content))
}

/// The content of a file that is not a link: a link could lead anywhere.
pub(super) fn content(path: &Path) -> io::Result<Vec<u8>> {
    if path.symlink_metadata()?.is_file() {
        fs::read(path)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_is_read_again() {
        use std::os::unix::ffi::OsStringExt as _;

        let odd = PathBuf::from(OsString::from_vec(b"src/\xff\xfe.rs".to_vec()));
        for path in [odd.as_path(), Path::new("src/lib \"é\n.rs")] {
            let entry = Entry::new(0, path, b"", b"");
            let written = serde_json::to_string(&entry).expect("it can be written");
            let read: Entry = serde_json::from_str(&written).expect("it can be read");
            assert_eq!(read.path(), path, "{written}");
        }
    }
}
