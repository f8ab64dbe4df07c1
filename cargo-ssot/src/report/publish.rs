//! The page in its folder.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::edit::{Access, Replacement};
use crate::finding::Problem;

/// The name of the page.
pub const PAGE: &str = "index.html";

/// What only pages of this program have, near their beginning.
pub const MARKER: &str = r#"<meta name="generator" content="cargo ssot report">"#;

/// Where [`MARKER`] ends, at the latest.
const MARKED_WITHIN: u64 = 1024;

/// The way from a page in a folder to the root of a workspace: `..`, or the path of the root where the folder is elsewhere.
pub fn way_back(folder: &Path, root: &Path) -> String {
    let whole = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let there = path.ancestors().find_map(|above| {
            let real = fs::canonicalize(above).ok()?;
            Some(real.join(path.strip_prefix(above).ok()?))
        });
        there.unwrap_or(path)
    };
    let (folder, root) = (whole(folder), whole(root));
    let Ok(below) = folder.strip_prefix(&root) else {
        return format!("file://{}", crate::paths::address(&root));
    };
    let steps: Vec<_> = below.components().map(|_| "..").collect();
    if steps.is_empty() {
        ".".to_owned()
    } else {
        steps.join("/")
    }
}

/// Writes the page into a folder, which is made if there is none. A reader sees the page of before or this one, and never a part.
///
/// # Errors
///
/// The folder cannot be written to, or has a page that is not of this program, and nothing says to overwrite it by `force`.
pub fn publish(page: &str, folder: &Path, force: bool) -> Result<PathBuf, Box<Problem>> {
    let path = folder.join(PAGE);
    fs::create_dir_all(folder).map_err(|error| {
        let message = format!("the folder cannot be made: {error}");
        problem(folder, message, "name another folder by `--html`")
    })?;
    let failed = |error: &io::Error| {
        let message = format!("the page cannot be written: {error}");
        problem(
            &path,
            message,
            "make it writable, or name another folder by `--html`",
        )
    };
    if !force && !is_ours(&path).map_err(|error| failed(&error))? {
        return Err(problem(
            &path,
            "there is a page already that is not a report".to_owned(),
            "name another folder by `--html`, or overwrite it by `--force`",
        ));
    }
    let replacement = Replacement::new(&path, page.as_bytes(), Access::All);
    let written = replacement.and_then(Replacement::replace);
    written.map_err(|error| failed(&error))?;
    Ok(path)
}

/// Whether there is a page of ours, or none.
fn is_ours(path: &Path) -> io::Result<bool> {
    let file = match File::open(path) {
        Ok(file) => file,
        // A link that leads nowhere is somebody's, too.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(fs::symlink_metadata(path).is_err());
        }
        Err(error) => return Err(error),
    };
    let mut start = Vec::new();
    file.take(MARKED_WITHIN).read_to_end(&mut start)?;
    Ok(String::from_utf8_lossy(&start).contains(MARKER))
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "it goes into a `Result` everywhere"
)]
fn problem(path: &Path, message: String, help: &str) -> Box<Problem> {
    Box::new(Problem::new(message, help).in_file(path))
}
