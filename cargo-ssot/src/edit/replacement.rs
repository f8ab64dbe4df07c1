//! One file in the place of another: whoever reads it sees the old one or the new one, and never a part.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::files::real;

/// A file that is written, and that stands beside the one that it is to become.
#[derive(Debug)]
pub(crate) struct Replacement {
    path: PathBuf,
    file: NamedTempFile,
}

impl Replacement {
    /// Writes what is to stand at `path`, where a file may be already. Through a link, the file that it leads to is
    /// meant. What is there keeps its permissions; a new file may be read by everybody, as far as the system's mask
    /// allows, and be run if it is `executable`.
    ///
    /// # Errors
    ///
    /// The folder is not there, or cannot be written to.
    pub(crate) fn new(path: &Path, content: &[u8], executable: bool) -> io::Result<Self> {
        let path = real(path);
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = Builder::new();
        builder.prefix(".ssot-");
        if let Some(permissions) = permissions(executable) {
            builder.permissions(permissions);
        }
        let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(content)?;
        if let Ok(old) = fs::metadata(&path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(Self { path, file })
    }

    /// Puts it in its place, whatever is there.
    ///
    /// # Errors
    ///
    /// It cannot be put there; then everything is as it was.
    pub(crate) fn replace(self) -> io::Result<()> {
        self.file.persist(self.path)?;
        Ok(())
    }

    /// Puts it in its place, where nothing may be.
    ///
    /// # Errors
    ///
    /// Something is there, or it cannot be put there; then everything is as it was.
    pub(crate) fn create(self) -> io::Result<()> {
        self.file.persist_noclobber(self.path)?;
        Ok(())
    }
}

/// A temporary file is its owner's alone, and this one becomes everybody's. The system takes away what the user does not
/// want to give.
#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "there are systems without permissions"
)]
fn permissions(executable: bool) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if executable { 0o777 } else { 0o666 };
    Some(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permissions(_executable: bool) -> Option<Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Replacement;

    #[test]
    fn what_is_there_is_replaced_only_where_that_is_meant() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("file");
        let written = |text: &str| Replacement::new(&path, text.as_bytes(), false).expect("it is");
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
        let new = Replacement::new(&link, b"new", true).expect("it can be written");
        new.replace().expect("it may be replaced");
        assert!(
            fs::symlink_metadata(&link)
                .expect("it is there")
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o606);
    }
}
