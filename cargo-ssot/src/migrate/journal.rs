//! What files held before a migration, kept until nobody wants it back.
//!
//! A migration is a folder below `.ssot/migrations`: a manifest, the originals, and the new contents that have not come to
//! their places yet. All of it is on the disk, and made valid by one rename, before the first file of the workspace is
//! touched. From then on each file holds either what it held or what it is to hold, whenever the process ends, and
//! [`rollback`] makes the first of that. Several migrations stack: the newest is rolled back first.
//!
//! A migration is *writing* from its rename on, and *done* once the file `done.json` says which files it has changed.

mod bounds;
pub(super) mod folder;
mod manifest;
mod rollback;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) use self::bounds::Bounds;
use self::folder::{Folder, is_folder, unusable};
use self::manifest::{Done, Entry, Hash, Manifest, Name, Token, VERSION};
pub use self::rollback::{RolledBack, rollback};
use crate::edit::moves::{create, put, remove, sync_folder, take_after};
use crate::edit::{Access, Replacement};
use crate::finding::Problem;
use crate::workspace::Workspace;

const MANIFEST: &str = "manifest.json";
/// There from the end of a migration on.
const DONE: &str = "done.json";
/// There from the start of a rollback on.
const UNDOING: &str = "undoing";
const OLD: &str = "old";
const NEW: &str = "new";

/// What ends a migration that was not ended.
const ROLL_BACK: &str = "`cargo ssot migrate --rollback` restores every file as it was before";

/// A file, as it is and as it is to be.
#[derive(Debug)]
pub(super) struct Original<'a> {
    /// Where it is, without links.
    pub(super) real: PathBuf,
    /// The name of its package.
    pub(super) package: &'a str,
    pub(super) old: &'a [u8],
    pub(super) new: &'a [u8],
}

/// What became of a file that was to be restored.
#[derive(Debug)]
enum Restored {
    Now,
    /// It was already.
    Before,
    /// It holds what nobody but the user can have written.
    Changed,
}

/// A migration under way: this process alone has to do with it.
#[derive(Debug)]
pub(super) struct Journal {
    folder: Folder,
    number: u64,
    manifest: Manifest,
    /// The files, in the order of the manifest, as far as they may be written.
    files: Vec<io::Result<PathBuf>>,
}

impl Journal {
    /// Keeps what files hold. Afterwards it is on the disk, and valid.
    pub(super) fn begin(bounds: &Bounds, originals: &[Original<'_>]) -> Result<Self, Box<Problem>> {
        let folder = Folder::make(&bounds.root)?;
        let numbers = folder.numbers()?;
        for number in &numbers {
            if !State::of(&folder.of(*number)).map_err(unusable)?.is_done() {
                let message = "an earlier migration, or its rollback, was not ended";
                let problem = Problem::new(message, ROLL_BACK);
                return Err(Box::new(problem.in_file(folder::shown(*number))));
            }
        }
        let number = numbers.last().map_or(1, |last| last + 1);
        let entries = originals.iter().map(|original| Entry {
            path: Name::of(bounds.stored(&original.real)),
            package: original.package.to_owned(),
            old: Hash::of(original.old),
            new: Hash::of(original.new),
        });
        let manifest = Manifest {
            version: VERSION,
            token: Token::new(),
            files: entries.collect(),
        };
        let prepared = folder.prepared(number);
        let valid = prepare(&prepared, &manifest, originals).and_then(|()| folder.publish(number));
        if let Err(error) = valid {
            // What is left is in nobody's way, and removed the next time.
            let _ = fs::remove_dir_all(prepared);
            return Err(unusable(error));
        }
        let files = originals.iter().map(|original| Ok(original.real.clone()));
        Ok(Self {
            folder,
            number,
            files: files.collect(),
            manifest,
        })
    }

    /// Reads a migration.
    fn read(bounds: &Bounds, folder: Folder, number: u64) -> Result<Self, Box<Problem>> {
        let damaged = |error: io::Error| {
            let message = format!("the migration cannot be read: {error}");
            let help = "the originals of its files, as far as they are there, are in its folder `old`, in the order of \
                the manifest; copy them to their places, and remove the folder of the migration";
            Box::new(Problem::new(message, help).in_file(folder::shown(number)))
        };
        let place = folder.of(number);
        for folder in [&place, &place.join(OLD), &place.join(NEW)] {
            if !is_folder(folder).map_err(damaged)? {
                return Err(damaged(io::ErrorKind::NotFound.into()));
            }
        }
        let text = content(&place.join(MANIFEST)).map_err(damaged)?;
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| damaged(error.into()))?;
        if manifest.version != VERSION {
            let message = "another version of this program made the migration";
            let problem = Problem::new(message, "roll it back with the one that made it");
            return Err(Box::new(problem.in_file(folder::shown(number))));
        }
        let files = manifest.files.iter();
        Ok(Self {
            files: files.map(|file| bounds.found(&file.path.path())).collect(),
            manifest,
            folder,
            number,
        })
    }

    /// What files held before the migrations that came before this one.
    fn earlier_originals(&self) -> Vec<Entry> {
        let numbers = self.folder.numbers().unwrap_or_default();
        let earlier = numbers.into_iter().filter(|number| *number < self.number);
        earlier
            .filter_map(|number| manifest_of(&self.folder.of(number)))
            .flat_map(|manifest| manifest.files)
            .collect()
    }

    /// Whether a file holds what one of these entries says that it held.
    fn holds(&self, index: usize, entries: &[Entry]) -> bool {
        let present = self.file(index).and_then(content);
        let Ok(present) = present.map(|present| Hash::of(&present)) else {
            return false;
        };
        let path = self.manifest.files[index].path.path();
        entries
            .iter()
            .any(|entry| entry.path.path() == path && entry.old == present)
    }

    /// Where it is, as it is shown.
    pub(super) fn shown(&self) -> PathBuf {
        folder::shown(self.number)
    }

    /// Puts the new content of a file in its place.
    ///
    /// # Errors
    ///
    /// The file does not hold any more what the journal has of it, or cannot be written. It is as it was.
    pub(super) fn write(&self, index: usize) -> io::Result<()> {
        let file = self.file(index)?;
        let metadata = file.symlink_metadata()?;
        if Hash::of(&content(file)?) != self.manifest.files[index].old {
            return Err(io::Error::other("it has been changed in the meantime"));
        }
        if metadata.permissions().readonly() {
            return Err(io::Error::other("it may only be read"));
        }
        let staged = self.place().join(NEW).join(index.to_string());
        take_after(&staged, &metadata)?;
        put(&staged, file, &self.beside(index, file))
    }

    /// Gives a file back what it held. What somebody has written into it since stays.
    fn restore(&self, index: usize) -> io::Result<Restored> {
        let file = self.file(index)?;
        let entry = &self.manifest.files[index];
        // One of a process that was killed.
        remove(&self.beside(index, file))?;
        let present = match content(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Restored::Changed),
            present => Hash::of(&present?),
        };
        if present == entry.old {
            return Ok(Restored::Before);
        }
        if present != entry.new {
            return Ok(Restored::Changed);
        }
        let original = content(&self.place().join(OLD).join(index.to_string()))?;
        if Hash::of(&original) != entry.old {
            return Err(io::Error::other("its original in the journal is damaged"));
        }
        let staged = self.place().join(format!("restored-{index}"));
        remove(&staged)?;
        create(&staged, &original, Some(&file.symlink_metadata()?))?;
        put(&staged, file, &self.beside(index, file))?;
        Ok(Restored::Now)
    }

    /// Takes back a file alone, while the migration goes on. Says why not, if not.
    pub(super) fn take_back(&self, index: usize) -> Result<(), Box<Problem>> {
        match self.restore(index) {
            Ok(Restored::Now | Restored::Before) => Ok(()),
            Ok(Restored::Changed) => Err(Box::new(self.changed(index))),
            Err(error) => Err(Box::new(self.unrestored(index, &error))),
        }
    }

    /// Ends the migration, or what could not be done of its rollback: only these files differ from their originals. If
    /// there are none, nothing is left of it.
    pub(super) fn end(self, kept: Vec<usize>) -> Result<(), Box<Problem>> {
        let end = || {
            self.sync()?;
            if kept.is_empty() {
                return self.folder.remove(self.number);
            }
            let (place, text) = (self.place(), serde_json::to_vec(&Done { kept })?);
            Replacement::of_itself(&place.join(DONE), &text, Access::Own)?.replace()?;
            remove(&place.join(UNDOING))?;
            sync_folder(&place)
        };
        end().map_err(|error| {
            let message = format!("the migration cannot be ended: {error}");
            Box::new(Problem::new(message, ROLL_BACK).in_file(folder::shown(self.number)))
        })
    }

    /// Waits until the disk knows of all files that were written.
    fn sync(&self) -> io::Result<()> {
        let files = self.files.iter().flatten();
        let folders: BTreeSet<_> = files.filter_map(|file| file.parent()).collect();
        // One that is not there any more has nothing to keep.
        let folders = folders.into_iter().filter(|folder| folder.is_dir());
        folders.into_iter().try_for_each(sync_folder)
    }

    fn place(&self) -> PathBuf {
        self.folder.of(self.number)
    }

    fn file(&self, index: usize) -> io::Result<&Path> {
        let file = self.files[index].as_deref();
        file.map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }

    /// Where a file stands for a moment that comes from another file system.
    fn beside(&self, index: usize, file: &Path) -> PathBuf {
        file.with_file_name(self.manifest.token.name(index))
    }

    /// Where the original of a file is, as it is shown.
    fn original(&self, index: usize) -> PathBuf {
        self.shown().join(OLD).join(index.to_string())
    }

    fn changed(&self, index: usize) -> Problem {
        let (original, migration) = (self.original(index), self.shown());
        let help = format!(
            "what it held before the migration is in `{}`: copy what you want of it, then remove `{}`",
            original.display(),
            migration.display()
        );
        let message = "the file is not restored, because it was changed after the migration";
        Problem::new(message, help).in_file(self.manifest.files[index].path.path())
    }

    fn unrestored(&self, index: usize, error: &io::Error) -> Problem {
        let original = self.original(index);
        let help = format!(
            "what it held before the migration is in `{}`; make the file writable, and call \
             `cargo ssot migrate --rollback`",
            original.display()
        );
        let message = format!("the file cannot be restored: {error}");
        Problem::new(message, help).in_file(self.manifest.files[index].path.path())
    }
}

/// How far a migration is.
struct State {
    done: Option<Done>,
    undoing: bool,
}

impl State {
    fn of(place: &Path) -> io::Result<Self> {
        let done = match content(&place.join(DONE)) {
            Ok(text) => Some(serde_json::from_slice(&text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let undoing = place.join(UNDOING).symlink_metadata().is_ok();
        Ok(Self { done, undoing })
    }

    fn is_done(&self) -> bool {
        self.done.is_some() && !self.undoing
    }
}

/// Writes all that a migration needs to be taken back, and the new contents.
fn prepare(place: &Path, manifest: &Manifest, originals: &[Original<'_>]) -> io::Result<()> {
    let (old, new) = (place.join(OLD), place.join(NEW));
    fs::create_dir(place)?;
    fs::create_dir(&old)?;
    fs::create_dir(&new)?;
    for (index, original) in originals.iter().enumerate() {
        let metadata = original.real.metadata()?;
        create(&old.join(index.to_string()), original.old, Some(&metadata))?;
        create(&new.join(index.to_string()), original.new, Some(&metadata))?;
    }
    let text = serde_json::to_vec_pretty(manifest)?;
    create(&place.join(MANIFEST), &text, None)?;
    sync_folder(&old)?;
    sync_folder(&new)?;
    sync_folder(place)
}

/// The files of a workspace that hold what the last migration of them has written: it can be rolled back, so that git need not
/// know them.
#[must_use]
pub fn written(workspace: &Workspace) -> BTreeSet<PathBuf> {
    let mut newest: BTreeMap<PathBuf, Hash> = BTreeMap::new();
    let Ok(bounds) = Bounds::of(workspace) else {
        return BTreeSet::new();
    };
    let Ok(Some(folder)) = Folder::open(&bounds.root) else {
        return BTreeSet::new();
    };
    for number in folder.numbers().unwrap_or_default() {
        let place = folder.of(number);
        let done = State::of(&place).ok().and_then(|state| state.done);
        let manifest = manifest_of(&place);
        let (Some(done), Some(manifest)) = (done, manifest) else {
            continue;
        };
        for (index, entry) in manifest.files.into_iter().enumerate() {
            if done.kept.contains(&index)
                && let Ok(file) = bounds.found(&entry.path.path())
            {
                newest.insert(file, entry.new);
            }
        }
    }
    newest.retain(|file, new| content(file).is_ok_and(|content| Hash::of(&content) == *new));
    newest.into_keys().collect()
}

fn manifest_of(place: &Path) -> Option<Manifest> {
    let text = content(&place.join(MANIFEST)).ok()?;
    let manifest: Manifest = serde_json::from_slice(&text).ok()?;
    (manifest.version == VERSION).then_some(manifest)
}

/// What a file holds, if it is one and no link: a link could lead anywhere.
fn content(path: &Path) -> io::Result<Vec<u8>> {
    if path.symlink_metadata()?.is_file() {
        fs::read(path)
    } else {
        Err(io::Error::other("not a file"))
    }
}
