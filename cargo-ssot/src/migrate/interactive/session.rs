//! What was answered, from one call to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::edit::{Access, Replacement, remove};
use crate::files::content_of;
use crate::finding::Problem;
use crate::migrate::journal::folder::{Folder, NAME};

const FILE: &str = "migrate-session.json";
const VERSION: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Accepted,
    Skipped,
    Edited(String),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Session {
    version: u32,
    pub(super) decisions: BTreeMap<String, Decision>,
    /// Kinds of which everything is accepted.
    pub(super) kinds: BTreeSet<String>,
}

impl Session {
    pub(super) fn read(root: &Path) -> Result<Self, Box<Problem>> {
        let text = match content_of(&root.join(NAME).join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self {
                    version: VERSION,
                    decisions: BTreeMap::new(),
                    kinds: BTreeSet::new(),
                });
            }
            text => text.map_err(|error| unreadable(&error))?,
        };
        let session: Self = serde_json::from_slice(&text).map_err(|error| unreadable(&error))?;
        if session.version == VERSION {
            Ok(session)
        } else {
            Err(unreadable(&"another version of this program wrote them"))
        }
    }

    pub(super) fn decision(&self, key: &str, kind: &str) -> Option<Decision> {
        let own = self.decisions.get(key).cloned();
        let of_kind = || self.kinds.contains(kind);
        own.or_else(|| of_kind().then_some(Decision::Accepted))
    }

    /// Writes them in the place of those before, all or nothing.
    pub(super) fn write(&self, root: &Path) -> Result<(), Box<Problem>> {
        // Nobody else writes meanwhile.
        let _folder = Folder::make(root)?;
        let path = root.join(NAME).join(FILE);
        let write = || {
            let text = serde_json::to_vec_pretty(self)?;
            Replacement::of_itself(&path, &text, Access::Own)?.replace()
        };
        write().map_err(|error| {
            let message = format!("the answers cannot be kept: {error}");
            let help = "make the folder writable, and call the command again";
            Box::new(Problem::new(message, help).in_file(NAME))
        })
    }

    pub(super) fn remove(root: &Path) -> Result<(), Box<Problem>> {
        let path = Path::new(NAME).join(FILE);
        remove(&root.join(&path)).map_err(|error| {
            let message = format!("the answers cannot be removed: {error}");
            Box::new(Problem::new(message, "remove the file").in_file(path))
        })
    }
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what fails here returns it so"
)]
fn unreadable(error: &dyn std::fmt::Display) -> Box<Problem> {
    let message = format!("the answers of earlier calls cannot be read: {error}");
    let help = "remove the file, and every change is asked about again";
    Box::new(Problem::new(message, help).in_file(Path::new(NAME).join(FILE)))
}
