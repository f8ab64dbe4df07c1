//! Keeps the originals of migrations, so that each can be rolled back, also after a crash.
//!
//! A migration is a folder in `.ssot/migrations`: its [`Manifest`], and the originals in `old`. All of it is on the disk,
//! and appears by one rename, before the first file of the workspace is written. From then on each file holds its old
//! or its new content, whenever the process ends, and [`rollback`] restores the old one. Migrations stack: the newest is
//! rolled back first.

mod bounds;
pub(super) mod folder;
mod manifest;
mod rollback;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::Builder;

pub(super) use self::bounds::Bounds;
use self::folder::{Folder, unusable};
use self::manifest::{Entry, Manifest, content, hash};
pub use self::rollback::{RolledBack, rollback};
use crate::edit::{Access, Replacement, remove, sync_folder};
use crate::finding::Problem;
use crate::workspace::Workspace;

const OLD: &str = "old";
/// The way out of a migration that did not end.
const ROLL_BACK: &str = "`cargo ssot migrate --rollback` restores every file as it was before";

#[derive(Debug)]
pub(super) struct Original<'a> {
    /// The canonical path.
    pub(super) real: PathBuf,
    pub(super) old: &'a [u8],
    pub(super) new: &'a [u8],
}

#[derive(Debug)]
enum Restored {
    Now,
    /// It held its original.
    Before,
    /// It holds neither content of the migration, so the user has written it.
    Changed,
}

/// A migration, while this process alone may write files.
#[derive(Debug)]
pub(super) struct Journal {
    folder: Folder,
    number: u64,
    manifest: Manifest,
    /// The files of the manifest, as far as they may be written.
    files: Vec<io::Result<PathBuf>>,
}

impl Journal {
    pub(super) fn begin(bounds: &Bounds, originals: &[Original<'_>]) -> Result<Self, Box<Problem>> {
        let folder = Folder::make(&bounds.root)?;
        let numbers = folder.numbers()?;
        for number in &numbers {
            if !Manifest::read(&folder.of(*number)).is_ok_and(|manifest| manifest.done) {
                let message = "an earlier migration, or its rollback, did not end";
                return Err(Problem::new(message, ROLL_BACK).in_file(folder::shown(*number)))?;
            }
        }
        let entries = originals.iter().enumerate().map(|(position, original)| {
            let path = bounds.stored(&original.real);
            Entry::new(position, path, original.old, original.new)
        });
        let journal = Self {
            number: numbers.last().map_or(1, |last| last + 1),
            manifest: Manifest::new(entries.collect()),
            files: originals.iter().map(|file| Ok(file.real.clone())).collect(),
            folder,
        };
        journal.keep(originals).map_err(unusable)?;
        Ok(journal)
    }

    fn keep(&self, originals: &[Original<'_>]) -> io::Result<()> {
        let scratch = self.folder.scratch();
        let folder = scratch.join(OLD);
        fs::create_dir_all(&folder)?;
        for (position, original) in originals.iter().enumerate() {
            let (path, like) = (folder.join(position.to_string()), original.real.metadata()?);
            Replacement::of_itself(&path, original.old, Access::Like(&like))?.put()?;
        }
        sync_folder(&folder)?;
        self.manifest.write(&scratch)?;
        self.folder.publish(self.number)
    }

    fn newest(bounds: &Bounds) -> Result<Option<Self>, Box<Problem>> {
        let Some(folder) = Folder::open(&bounds.root)? else {
            return Ok(None);
        };
        let Some(number) = folder.numbers()?.pop() else {
            return Ok(None);
        };
        let manifest = Manifest::read(&folder.of(number)).map_err(|error| {
            let help = "its folder `old` has the originals in the order of the manifest: copy them back, and remove \
                the folder of the migration";
            Problem::new(format!("cannot read the migration: {error}"), help)
                .in_file(folder::shown(number))
        })?;
        let files = manifest.files.iter();
        Ok(Some(Self {
            files: files.map(|file| bounds.found(&file.path())).collect(),
            manifest,
            folder,
            number,
        }))
    }

    /// The folder, from the root of the workspace.
    pub(super) fn shown(&self) -> PathBuf {
        folder::shown(self.number)
    }

    /// Writes the new content of a file.
    ///
    /// # Errors
    ///
    /// The file does not hold its original any more, or cannot be written. It is unchanged.
    pub(super) fn write(&self, index: usize, new: &[u8]) -> io::Result<()> {
        let file = self.file(index)?;
        if hash(&content(file)?) != self.manifest.files[index].old {
            return Err(io::Error::other("it has been changed in the meantime"));
        }
        if file.metadata()?.permissions().readonly() {
            return Err(io::Error::other("it is read-only"));
        }
        self.put(index, file, new)
    }

    /// Restores the original of a file, unless the user has changed the file since.
    fn restore(&self, index: usize) -> io::Result<Restored> {
        let (file, entry) = (self.file(index)?, &self.manifest.files[index]);
        remove(&self.beside(index, file))?;
        let present = match content(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Restored::Changed),
            present => hash(&present?),
        };
        if present == entry.old {
            return Ok(Restored::Before);
        }
        if present != entry.new {
            return Ok(Restored::Changed);
        }
        let original = content(&self.place().join(OLD).join(entry.original.to_string()))?;
        if hash(&original) != entry.old {
            return Err(io::Error::other("its original in the journal is damaged"));
        }
        self.put(index, file, &original)?;
        Ok(Restored::Now)
    }

    /// Replaces a file. The temporary file is in the journal, where a crash may leave it, or next to a file of another
    /// file system, from where [`restore`](Self::restore) removes it.
    fn put(&self, index: usize, file: &Path, content: &[u8]) -> io::Result<()> {
        let staged = |folder: &Path, name: &mut Builder<'_, '_>| {
            Replacement::staged(file, content, Access::Own, folder, name)?.put()
        };
        match staged(&self.place(), &mut Builder::new()) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                let beside = self.beside(index, file);
                remove(&beside)?;
                let name = beside.file_name().unwrap_or_default();
                let folder = file.parent().unwrap_or(file);
                staged(folder, Builder::new().prefix(name).rand_bytes(0))
            }
            done => done,
        }
    }

    /// Restores one file while the migration goes on.
    pub(super) fn take_back(&self, index: usize) -> Result<(), Problem> {
        match self.restore(index) {
            Ok(Restored::Now | Restored::Before) => Ok(()),
            Ok(Restored::Changed) => Err(self.changed(index)),
            Err(error) => Err(self.unrestored(index, &error)),
        }
    }

    /// Ends the migration or its rollback: only the files at these positions differ from their originals.
    pub(super) fn end(mut self, kept: &[usize]) -> Result<(), Box<Problem>> {
        let files = std::mem::take(&mut self.manifest.files).into_iter();
        let kept = files.enumerate().filter(|(index, _)| kept.contains(index));
        self.manifest.files = kept.map(|(_, file)| file).collect();
        self.manifest.done = true;
        let end = || {
            let files = self.files.iter().flatten();
            let folders: BTreeSet<_> = files.filter_map(|file| file.parent()).collect();
            // The user may have removed a folder.
            let mut folders = folders.into_iter().filter(|folder| folder.is_dir());
            folders.try_for_each(sync_folder)?;
            if self.manifest.files.is_empty() {
                self.folder.remove(self.number)
            } else {
                self.manifest.write(&self.place())
            }
        };
        Ok(end().map_err(|error| {
            let message = format!("cannot end the migration: {error}");
            Problem::new(message, ROLL_BACK).in_file(self.shown())
        })?)
    }

    fn place(&self) -> PathBuf {
        self.folder.of(self.number)
    }

    fn file(&self, index: usize) -> io::Result<&Path> {
        let file = self.files[index].as_deref();
        file.map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }

    fn beside(&self, index: usize, file: &Path) -> PathBuf {
        file.with_file_name(format!(".ssot-{:016x}-{index}", self.manifest.token))
    }

    fn changed(&self, index: usize) -> Problem {
        let migration = self.shown();
        let then = format!(
            "copy what you need from it, then remove `{}`",
            migration.display()
        );
        let message = "the file is not restored, because it was changed after the migration";
        self.problem(index, message, &then)
    }

    fn unrestored(&self, index: usize, error: &io::Error) -> Problem {
        let then = "make the file writable, and call `cargo ssot migrate --rollback`";
        self.problem(index, &format!("cannot restore the file: {error}"), then)
    }

    fn problem(&self, index: usize, message: &str, then: &str) -> Problem {
        let entry = &self.manifest.files[index];
        let original = self.shown().join(OLD).join(entry.original.to_string());
        let help = format!("the original is in `{}`: {then}", original.display());
        Problem::new(message, help).in_file(entry.path())
    }
}

/// The files of a workspace that hold what their last migration wrote: it can be rolled back, so they need not be
/// committed.
pub fn written(workspace: &Workspace) -> BTreeSet<PathBuf> {
    let mut newest: BTreeMap<PathBuf, String> = BTreeMap::new();
    let Ok(bounds) = Bounds::of(workspace) else {
        return BTreeSet::new();
    };
    let Ok(Some(folder)) = Folder::open(&bounds.root) else {
        return BTreeSet::new();
    };
    let manifests = folder.earlier(u64::MAX);
    let files = manifests
        .filter(|manifest| manifest.done)
        .flat_map(|manifest| manifest.files);
    newest.extend(files.filter_map(|file| Some((bounds.found(&file.path()).ok()?, file.new))));
    newest.retain(|file, new| content(file).is_ok_and(|content| hash(&content) == *new));
    newest.into_keys().collect()
}
