//! The one way in which a file is written: a reader sees the old content or the new one, and never a part of it.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::files::real;

/// A new file that is on the disk, and not in its place yet.
#[derive(Debug)]
pub(crate) struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
}

impl Replacement {
    /// Writes the new content of `path` next to it. A link is followed to its file. A file that exists keeps its owner
    /// and its permissions; a new one has `access`.
    pub(crate) fn new(path: &Path, content: &[u8], access: Access<'_>) -> io::Result<Self> {
        Self::of_itself(&real(path), content, access)
    }

    /// The same, but a link is replaced itself.
    pub(crate) fn of_itself(path: &Path, content: &[u8], access: Access<'_>) -> io::Result<Self> {
        let mut name = Builder::new();
        name.prefix(".ssot-");
        Self::staged(path, content, access, folder_of(path), &mut name)
    }

    /// The same, but the new file has this name in this folder until it is in its place.
    pub(crate) fn staged(
        path: &Path,
        content: &[u8],
        access: Access<'_>,
        folder: &Path,
        name: &mut Builder<'_, '_>,
    ) -> io::Result<Self> {
        let old = path.symlink_metadata().ok().filter(Metadata::is_file);
        let like = match access {
            Access::Like(other) => Some(other),
            _ => old.as_ref(),
        };
        // A file that resembles another is private until it has the permissions of that one.
        if let Some(permissions) = access.permissions().filter(|_| like.is_none()) {
            name.permissions(permissions);
        }
        let mut file = name.tempfile_in(folder)?;
        file.write_all(content)?;
        if let Some(like) = like {
            take_after(file.path(), like)?;
        }
        file.as_file().sync_all()?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Puts the file in its place. The name is on the disk only after [`sync_folder`].
    ///
    /// # Errors
    ///
    /// It cannot be put there, and nothing has changed.
    pub(crate) fn put(self) -> io::Result<()> {
        self.file.persist(self.path)?;
        Ok(())
    }

    /// Puts the file in its place, and waits for the disk.
    ///
    /// # Errors
    ///
    /// It cannot be put there, and nothing has changed.
    pub(crate) fn replace(self) -> io::Result<()> {
        let folder = folder_of(&self.path).to_owned();
        self.put()?;
        sync_folder(&folder)
    }

    /// Puts the file in its place if there is nothing there, and waits for the disk.
    ///
    /// # Errors
    ///
    /// There is something, or it cannot be put there. Nothing has changed.
    pub(crate) fn create(self) -> io::Result<()> {
        self.file.persist_noclobber(&self.path)?;
        sync_folder(folder_of(&self.path))
    }
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// The permissions of a new file, before the umask.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Access<'a> {
    /// Read and write for the owner.
    Own,
    /// Read and write for everyone.
    All,
    /// Executable, too.
    Program,
    Like(&'a Metadata),
}

impl Access<'_> {
    #[cfg(unix)]
    fn permissions(self) -> Option<Permissions> {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = match self {
            Self::Own | Self::Like(_) => return None,
            Self::All => 0o666,
            Self::Program => 0o777,
        };
        Some(Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn permissions(self) -> Option<Permissions> {
        None
    }
}

/// Copies owner, group and permissions from `other`.
fn take_after(path: &Path, other: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let own = fs::metadata(path)?;
        if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
            // Only root may give files away. A wrong owner is better than a file that is not written.
            let _ = chown(path, Some(other.uid()), Some(other.gid()));
        }
    }
    fs::set_permissions(path, other.permissions())
}

/// Waits until the names in a folder are on the disk. Windows writes them in order, and opens no folders.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()?;
    }
    Ok(())
}

/// Removes a file, if there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Access, Replacement};

    #[test]
    fn what_is_there_is_replaced_only_where_that_is_meant() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("file");
        let written =
            |text: &str| Replacement::new(&path, text.as_bytes(), Access::All).expect("it is");
        written("first").create().expect("nothing is there");
        assert!(written("second").create().is_err());
        assert_eq!(fs::read_to_string(&path).expect("a file"), "first");
        written("third").replace().expect("it may be replaced");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "third");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_permissions_stay_as_they_are() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().expect("there is room");
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&path, "old").expect("it can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o606)).expect("it is ours");
        std::os::unix::fs::symlink("file", &link).expect("links are known here");
        let new = Replacement::new(&link, b"new", Access::Program).expect("it can be written");
        new.replace().expect("it may be replaced");
        assert!(
            fs::symlink_metadata(&link)
                .expect("it is there")
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o606);
        let itself = Replacement::of_itself(&link, b"own", Access::Own).expect("it can be");
        itself.replace().expect("it may be replaced");
        let metadata = fs::symlink_metadata(&link).expect("it is there");
        assert!(metadata.is_file() && metadata.permissions().mode() & 0o777 == 0o600);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
    }
}
