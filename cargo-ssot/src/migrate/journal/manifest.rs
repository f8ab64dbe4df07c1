//! What is written about a migration beside the originals.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// The version of what this program writes.
pub(super) const VERSION: u32 = 1;

/// What a migration is to write.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) version: u32,
    /// Makes the names of temporary files its own.
    pub(super) token: Token,
    pub(super) files: Vec<Entry>,
}

/// A file of a migration.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: Name,
    /// The package that it belongs to, for people who read this.
    pub(super) package: String,
    pub(super) old: Hash,
    pub(super) new: Hash,
}

/// Which files a migration that has ended has changed, by their positions.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) kept: Vec<usize>,
}

/// A path, which need not be text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Name {
    Text(String),
    Other(OsString),
}

impl Name {
    pub(super) fn of(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Other(path.into()),
        }
    }

    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => text.into(),
            Self::Other(name) => name.into(),
        }
    }
}

/// What a content is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hash(String);

impl Hash {
    pub(super) fn of(content: &[u8]) -> Self {
        Self(format!("{:032x}", xxh3_128(content)))
    }
}

/// A number of which nobody has the same. It is part of a name, and nothing that leads elsewhere.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Token(u64);

impl Token {
    pub(super) fn new() -> Self {
        let now = jiff::Timestamp::now().as_nanosecond();
        let unique = format!("{now} {}", std::process::id());
        Self(xxhash_rust::xxh3::xxh3_64(unique.as_bytes()))
    }

    /// The name of a temporary file beside one of a migration.
    pub(super) fn name(self, index: usize) -> String {
        format!(".ssot-{:016x}-{index}", self.0)
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
            let written = serde_json::to_string(&Name::of(path)).expect("it can be written");
            let read: Name = serde_json::from_str(&written).expect("it can be read");
            assert_eq!(read.path(), path, "{written}");
        }
    }
}
