//! The folder with the migrations of a workspace. One process at a time uses it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::manifest::Manifest;
use crate::edit::{Access, Replacement, sync_folder};
use crate::finding::Problem;

pub(in crate::migrate) const NAME: &str = ".ssot";
const MIGRATIONS: &str = "migrations";
const LOCK: &str = "lock";
const IGNORED: &str = ".gitignore";
/// A migration that is not complete yet, or is being removed. A crash may leave it.
const SCRATCH: &str = "scratch";
/// The least number of digits in the name of a migration.
const DIGITS: usize = 4;

/// The folder, locked for this process.
#[derive(Debug)]
pub(in crate::migrate) struct Folder {
    migrations: PathBuf,
    /// The system unlocks it if the process is killed.
    lock: File,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Option<Self>, Box<Problem>> {
        let exists = is_folder(&root.join(NAME)).and_then(|own| Ok(own && is_folder(&all(root))?));
        let folder = exists.map_err(unusable)?.then(|| Self::lock(root));
        folder.transpose()
    }

    /// Opens the folder, and creates it if the workspace has none.
    pub(in crate::migrate) fn make(root: &Path) -> Result<Self, Box<Problem>> {
        Self::create(root).map_err(unusable)?;
        Self::lock(root)
    }

    fn create(root: &Path) -> io::Result<()> {
        let folder = root.join(NAME);
        for folder in [&folder, &all(root)] {
            if !is_folder(folder)? {
                fs::create_dir(folder)?;
            }
        }
        let ignored = folder.join(IGNORED);
        if ignored.symlink_metadata().is_err() {
            Replacement::new(&ignored, b"*\n", Access::All)?.create()?;
        }
        sync_folder(root)
    }

    fn lock(root: &Path) -> Result<Self, Box<Problem>> {
        let path = root.join(NAME).join(LOCK);
        if path.symlink_metadata().is_ok_and(|lock| !lock.is_file()) {
            return Err(unusable(io::Error::other("its lock is not a file")))?;
        }
        let mut options = File::options();
        let lock = options.write(true).create(true).truncate(false).open(path);
        let lock = lock.map_err(unusable)?;
        FileExt::try_lock(&lock).map_err(|error| match error {
            TryLockError::WouldBlock => Problem::new(
                "another migration of this workspace is running",
                "wait until it has ended",
            ),
            TryLockError::Error(error) => unusable(error),
        })?;
        let folder = Self {
            migrations: all(root),
            lock,
        };
        match fs::remove_dir_all(folder.scratch()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unusable(error))?,
            _ => Ok(folder),
        }
    }

    /// The numbers of the migrations, the newest one last.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Box<Problem>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.migrations).map_err(unusable)? {
            let name = entry.map_err(unusable)?.file_name();
            let number = name.to_str().filter(|name| name.len() >= DIGITS);
            numbers.extend(number.and_then(|name| name.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The migrations before this number that can be read, the newest one last.
    pub(super) fn earlier(&self, number: u64) -> impl Iterator<Item = Manifest> {
        let numbers = self.numbers().unwrap_or_default().into_iter();
        let earlier = numbers.filter(move |earlier| *earlier < number);
        earlier.filter_map(|number| Manifest::read(&self.of(number)).ok())
    }

    pub(super) fn of(&self, number: u64) -> PathBuf {
        self.migrations.join(name(number))
    }

    pub(super) fn scratch(&self) -> PathBuf {
        self.migrations.join(SCRATCH)
    }

    /// Turns what was prepared into a migration.
    pub(super) fn publish(&self, number: u64) -> io::Result<()> {
        fs::rename(self.scratch(), self.of(number))?;
        sync_folder(&self.migrations)
    }

    /// Removes a migration, with one rename.
    pub(super) fn remove(&self, number: u64) -> io::Result<()> {
        fs::rename(self.of(number), self.scratch())?;
        sync_folder(&self.migrations)?;
        fs::remove_dir_all(self.scratch())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A process that another thread starts at this moment has inherited the file, and would hold the lock.
        let _ = FileExt::unlock(&self.lock);
    }
}

fn all(root: &Path) -> PathBuf {
    root.join(NAME).join(MIGRATIONS)
}

fn name(number: u64) -> String {
    format!("{number:0DIGITS$}")
}

/// The folder of a migration, from the root of the workspace.
pub(super) fn shown(number: u64) -> PathBuf {
    all(Path::new("")).join(name(number))
}

/// Whether there is a folder. A link would lead out of the workspace.
fn is_folder(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(io::Error::other(format!(
            "`{}` is a link or a file, not a folder",
            path.file_name().unwrap_or_default().display()
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` passes it so")]
pub(super) fn unusable(error: io::Error) -> Problem {
    let message = format!("cannot use the folder of migrations: {error}");
    let help = "no file of the workspace was written; make it a folder that you may write to";
    Problem::new(message, help).in_file(NAME)
}
