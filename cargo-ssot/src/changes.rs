//! Which lines a change touches, as git says.
//!
//! A finding belongs to a change if the change touches a line of its place or of the place of one of its notes: a second
//! definition is new, although the finding may stand at the first. Where lines are removed only, what spans the gap is
//! touched. Renaming a file touches no line of it.

mod git;
mod patch;
mod staged;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use self::git::Repository;
use self::patch::Hunk;
use crate::files::real;
use crate::finding::{Finding, Place, Problem};
use crate::scan::Scan;
use crate::syntax::overlay::Overlay;
use crate::workspace::Workspace;

/// A change and what it touches.
#[derive(Debug)]
pub struct Changes {
    files: BTreeMap<PathBuf, Touched>,
}

#[derive(Debug)]
enum Touched {
    /// Git does not know the file yet.
    All,
    Lines(Vec<Hunk>),
}

impl Changes {
    /// What has changed since `HEAD` left the history of `revision`: in commits, in the working tree, and as files that git
    /// does not know yet.
    pub fn since(folder: &Path, revision: &str) -> Result<Self, Box<Problem>> {
        let repository = Repository::around(folder)?;
        let base = repository.merge_base(revision)?;
        let mut changes = Self::of_patch(&repository, &[&base])?;
        for name in repository.untracked()? {
            changes
                .files
                .insert(real(&repository.top.join(name)), Touched::All);
        }
        Ok(changes)
    }

    /// What is staged, and what is to be read so that the workspace is as it is staged: the staged text of a file whose
    /// text is another in the working tree, and none of files that git does not know. `ssot.toml`, manifests and the
    /// baseline are those of the working tree.
    pub fn staged(workspace: &Workspace) -> Result<(Self, Overlay), Box<Problem>> {
        let repository = Repository::around(&workspace.root)?;
        let changes = Self::of_patch(&repository, &["--cached"])?;
        Ok((changes, staged::overlay(&repository, workspace)?))
    }

    fn of_patch(repository: &Repository, arguments: &[&str]) -> Result<Self, Problem> {
        let text = repository.patch(arguments)?;
        let files = patch::read(&text).into_iter();
        let files = files.map(|(name, hunks)| {
            let path = real(&repository.top.join(name));
            (path, Touched::Lines(hunks))
        });
        Ok(Self {
            files: files.collect(),
        })
    }

    pub fn touch(&self, scan: &Scan, finding: &Finding) -> bool {
        let notes = finding.notes.iter().filter_map(|note| note.place.as_ref());
        std::iter::once(&finding.place)
            .chain(notes)
            .any(|place| self.touch_place(scan, place))
    }

    fn touch_place(&self, scan: &Scan, place: &Place) -> bool {
        let file = &scan.files[place.file.0];
        let lines = lines(scan, place);
        match self.files.get(&real(&file.path)) {
            None => false,
            Some(Touched::All) => true,
            Some(Touched::Lines(hunks)) => hunks.iter().any(|hunk| hunk.touches(&lines)),
        }
    }
}

/// The lines of a place. Behind the end of a line, the next one has not begun.
fn lines(scan: &Scan, place: &Place) -> RangeInclusive<usize> {
    let file = &scan.files[place.file.0];
    let text = &file.text[place.range.clone()];
    let first = file.position(place.range.start).line;
    first
        ..=first
            + text
                .strip_suffix('\n')
                .unwrap_or(text)
                .matches('\n')
                .count()
}
