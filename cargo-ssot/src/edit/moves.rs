//! How files come to their places, such that the system's end does not take them away again.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file where none may be, and waits until it is on the disk. It belongs to whom another belongs, and may be
/// read by whom that may be read.
pub(crate) fn create(path: &Path, content: &[u8], like: Option<&Metadata>) -> io::Result<()> {
    let mut file = private(path)?;
    file.write_all(content)?;
    if let Some(like) = like {
        take_after(path, like)?;
    }
    file.sync_all()
}

/// A file that for now is its owner's alone: what it will hold may be no one else's business.
#[cfg(unix)]
fn private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

/// Makes a file belong to whom another belongs, and lets those read it who may read that.
#[cfg(unix)]
pub(crate) fn take_after(path: &Path, other: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let own = fs::metadata(path)?;
    if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
        // Only some may give files away. Whose it is then is the lesser evil.
        let _ = chown(path, Some(other.uid()), Some(other.gid()));
    }
    fs::set_permissions(path, other.permissions())
}

#[cfg(not(unix))]
pub(crate) fn take_after(path: &Path, other: &Metadata) -> io::Result<()> {
    fs::set_permissions(path, other.permissions())
}

/// Puts a file in the place of another, at once. Where it lies in another file system, a copy beside that one is made
/// first.
pub(crate) fn put(file: &Path, target: &Path, beside: &Path) -> io::Result<()> {
    match fs::rename(file, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            remove(beside)?;
            let metadata = fs::metadata(file)?;
            let copied = create(beside, &fs::read(file)?, Some(&metadata))
                .and_then(|()| fs::rename(beside, target));
            if copied.is_err() {
                remove(beside)?;
            }
            copied?;
            fs::remove_file(file)
        }
        renamed => renamed,
    }
}

/// Removes a file, if there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Waits until the disk knows what has happened to the names in a folder.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Folders cannot be opened here, and the system writes their names in order.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
