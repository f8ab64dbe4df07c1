//! One file in the place of another: whoever reads it sees the old one or the new one, and never a part.

use std::fs::{Metadata, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::moves::{sync_folder, take_after};
use crate::files::real;

/// A file that is written, and that stands beside the one that it is to become.
#[derive(Debug)]
pub(crate) struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
}

impl Replacement {
    /// Writes what is to stand at `path`, where a file may be already. Through a link, the file that it leads to is
    /// meant. What is there keeps its owner and its permissions; a new file has `access`.
    ///
    /// # Errors
    ///
    /// The folder is not there, or cannot be written to.
    pub(crate) fn new(path: &Path, content: &[u8], access: Access) -> io::Result<Self> {
        Self::of_itself(&real(path), content, access)
    }

    /// The same where a link at `path` is to be replaced itself.
    ///
    /// # Errors
    ///
    /// The folder is not there, or cannot be written to.
    pub(crate) fn of_itself(path: &Path, content: &[u8], access: Access) -> io::Result<Self> {
        let old = path.symlink_metadata().ok().filter(Metadata::is_file);
        let mut builder = Builder::new();
        builder.prefix(".ssot-");
        // A file that replaces another is private until it has the permissions of that one.
        if let Some(permissions) = access.permissions().filter(|_| old.is_none()) {
            builder.permissions(permissions);
        }
        let mut file = builder.tempfile_in(folder_of(path))?;
        file.write_all(content)?;
        if let Some(old) = old {
            take_after(file.path(), &old)?;
        }
        file.as_file().sync_all()?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Puts it in its place, whatever is there.
    ///
    /// # Errors
    ///
    /// It cannot be put there; then everything is as it was.
    pub(crate) fn replace(self) -> io::Result<()> {
        self.file.persist(&self.path)?;
        sync_folder(folder_of(&self.path))
    }

    /// Puts it in its place, where nothing may be.
    ///
    /// # Errors
    ///
    /// Something is there, or it cannot be put there; then everything is as it was.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and write for the owner.
    Own,
    /// Read and write for everyone.
    All,
    /// Executable, too.
    Program,
}

impl Access {
    #[cfg(unix)]
    fn permissions(self) -> Option<Permissions> {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = match self {
            Self::Own => return None,
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
