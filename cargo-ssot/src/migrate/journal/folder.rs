//! The folder in which a workspace keeps its migrations, and who works in it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use crate::edit::moves::sync_folder;
use crate::edit::{Access, Replacement};
use crate::finding::Problem;

pub(in crate::migrate) const NAME: &str = ".ssot";
const MIGRATIONS: &str = "migrations";
const LOCK: &str = "lock";
const IGNORED: &str = ".gitignore";
/// Keeps git from seeing any of it.
const EVERYTHING: &str = "*\n";
/// Before the names of migrations that are not valid yet, and of those that are not any more.
const PREPARED: &str = ".prepared-";
const REMOVED: &str = ".removed-";
/// How many digits the name of a migration has at least.
const DIGITS: usize = 4;

/// The folder, while this process alone works in it.
#[derive(Debug)]
pub(in crate::migrate) struct Folder {
    migrations: PathBuf,
    /// Ends with the process, however that ends.
    lock: File,
}

impl Folder {
    /// The folder in that of a workspace, if there is one.
    pub(super) fn open(root: &Path) -> Result<Option<Self>, Box<Problem>> {
        let folder = root.join(NAME);
        let exists = is_folder(&folder).and_then(|one| Ok(one && is_folder(&own(root))?));
        if exists.map_err(unusable)? {
            Self::lock(root).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The same. If there is none, it is made.
    pub(in crate::migrate) fn make(root: &Path) -> Result<Self, Box<Problem>> {
        let make = || {
            let folder = root.join(NAME);
            for folder in [&folder, &own(root)] {
                if !is_folder(folder)? {
                    fs::create_dir(folder)?;
                }
            }
            let ignored = folder.join(IGNORED);
            if ignored.symlink_metadata().is_err() {
                Replacement::new(&ignored, EVERYTHING.as_bytes(), Access::All)?.create()?;
            }
            sync_folder(&folder)?;
            sync_folder(root)
        };
        make().map_err(unusable)?;
        Self::lock(root)
    }

    fn lock(root: &Path) -> Result<Self, Box<Problem>> {
        let path = root.join(NAME).join(LOCK);
        if let Ok(metadata) = path.symlink_metadata()
            && !metadata.is_file()
        {
            return Err(unusable(io::Error::other("its lock is not a file")));
        }
        let mut options = File::options();
        let lock = options.write(true).create(true).truncate(false).open(path);
        let lock = lock.map_err(unusable)?;
        match FileExt::try_lock(&lock) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Box::new(Problem::new(
                    "another migration of this workspace is running",
                    "wait until it has ended",
                )));
            }
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        let folder = Self {
            migrations: own(root),
            lock,
        };
        folder.sweep();
        Ok(folder)
    }

    /// The numbers of the migrations, the newest one last.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Box<Problem>> {
        let entries = fs::read_dir(&self.migrations).map_err(unusable)?;
        let mut numbers = Vec::new();
        for entry in entries {
            let name = entry.map_err(unusable)?.file_name();
            let number = name.to_str().filter(|name| name.len() >= DIGITS);
            numbers.extend(number.and_then(|name| name.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Where a migration is.
    pub(super) fn of(&self, number: u64) -> PathBuf {
        self.migrations.join(name(number))
    }

    /// Where one is that is not valid yet.
    pub(super) fn prepared(&self, number: u64) -> PathBuf {
        let name = format!("{PREPARED}{}", name(number));
        self.migrations.join(name)
    }

    /// Makes it valid, at once.
    pub(super) fn publish(&self, number: u64) -> io::Result<()> {
        // A folder in its place would be in the way, unless it is empty.
        fs::rename(self.prepared(number), self.of(number))?;
        sync_folder(&self.migrations)
    }

    /// Removes a migration, at once for whoever asks for it afterwards.
    pub(super) fn remove(&self, number: u64) -> io::Result<()> {
        let removed = self.migrations.join(format!("{REMOVED}{}", name(number)));
        fs::rename(self.of(number), &removed)?;
        sync_folder(&self.migrations)?;
        // The next one removes what is left.
        let _ = fs::remove_dir_all(removed);
        Ok(())
    }

    /// Removes what processes have left that were killed.
    fn sweep(&self) {
        let entries = fs::read_dir(&self.migrations).into_iter().flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(PREPARED) || name.starts_with(REMOVED) {
                // They are in nobody's way.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A process that another thread is just starting has the file open too, and would hold the lock for a moment.
        let _ = FileExt::unlock(&self.lock);
    }
}

fn own(root: &Path) -> PathBuf {
    root.join(NAME).join(MIGRATIONS)
}

fn name(number: u64) -> String {
    format!("{number:0DIGITS$}")
}

/// The folder of a migration as it is shown.
pub(super) fn shown(number: u64) -> PathBuf {
    own(Path::new("")).join(name(number))
}

/// Whether there is a folder. Anything else there could lead out of the workspace.
pub(super) fn is_folder(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let message = format!("`{name}` is a link or a file, and no folder");
            Err(io::Error::other(message))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_box_returns,
    reason = "what fails hands it over so, and returns it so"
)]
pub(super) fn unusable(error: io::Error) -> Box<Problem> {
    let problem = Problem::new(
        format!("the folder of migrations cannot be used: {error}"),
        "no file of the workspace was written; make it a folder that you may write to",
    );
    Box::new(problem.in_file(NAME))
}
