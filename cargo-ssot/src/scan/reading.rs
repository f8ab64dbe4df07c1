//! Reads the files of a workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::escape::escape_control;
use crate::files::{head_of_large, real, text_of};
use crate::finding::Problem;
use crate::resolve::Crates;
use crate::settings::Settings;
use crate::syntax::SourceFile;
use crate::syntax::overlay::Overlay;
use crate::workspace::{TargetKind, Workspace};

pub(super) struct Reading<'a> {
    workspace: &'a Workspace,
    settings: &'a Settings,
    overlay: Overlay,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
    notes: Vec<String>,
}

struct Read {
    file: Option<SourceFile>,
    problem: Option<Problem>,
    note: Option<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        settings: &'a Settings,
        overlay: Overlay,
        problems: Vec<Problem>,
    ) -> Self {
        Self {
            workspace,
            settings,
            overlay,
            files: Vec::new(),
            problems,
            notes: Vec::new(),
        }
    }

    /// Reads the files that were found and those that they lead to, and builds the crates.
    pub(super) fn read(&mut self, paths: &[PathBuf], progress: &(dyn Fn(usize) + Sync)) -> Crates {
        self.found(paths, progress);
        self.overlaid();
        self.roots();
        self.declared()
    }

    /// The files, the problems and the notes. A file that belongs to no target and does not parse is only noted: UI tests
    /// hold such files.
    pub(super) fn end(self) -> (Vec<SourceFile>, Vec<Problem>, Vec<String>) {
        let loose: BTreeSet<_> = self
            .files
            .iter()
            .filter(|file| file.kind == TargetKind::Loose)
            .map(|file| file.shown.as_path())
            .collect();
        let is_loose = |problem: &Problem| {
            let path = problem.path.as_deref();
            path.is_some_and(|path| loose.contains(path))
        };
        let (harmless, problems): (Vec<_>, Vec<_>) = self.problems.into_iter().partition(is_loose);
        let harmless = harmless.into_iter().map(|problem| {
            let shown = problem.to_string();
            let (what, _) = shown.split_once("\nhelp: ").unwrap_or((&shown, ""));
            format!("{what}; the file belongs to no target")
        });
        let mut notes = self.notes;
        notes.extend(harmless);
        (self.files, problems, notes)
    }

    fn add(&mut self, read: Read) {
        self.files.extend(read.file);
        self.problems.extend(read.problem);
        self.notes.extend(read.note);
    }

    fn sort(&mut self) {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
    }

    fn is_skipped(&self, path: &Path) -> bool {
        self.settings.excludes(self.workspace.shown(path)) || self.overlay.hides(path)
    }

    /// Whether reading the file has failed before.
    fn is_tried(&self, path: &Path) -> bool {
        let shown = Some(self.workspace.shown(path));
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.path.as_deref() == shown)
    }

    fn found(&mut self, paths: &[PathBuf], progress: &(dyn Fn(usize) + Sync)) {
        let read = |path: &PathBuf| {
            let package = self.workspace.package_of(path)?;
            if self.is_skipped(path) {
                return None;
            }
            let read = self.read_file(path.clone(), package);
            progress(paths.len());
            Some(read)
        };
        let read: Vec<_> = paths.par_iter().filter_map(read).collect();
        for read in read {
            self.add(read);
        }
    }

    fn overlaid(&mut self) {
        for overlaid in std::mem::take(&mut self.overlay.texts) {
            let shown = self.workspace.shown(&overlaid.path).to_owned();
            if !self.settings.excludes(&shown) {
                self.add(parsed(
                    overlaid.path,
                    shown,
                    overlaid.package,
                    overlaid.text,
                ));
            }
        }
        self.sort();
    }

    /// Reads the files that crates start with and that the search for files has left out, because git ignores them: cargo
    /// compiles them all the same.
    fn roots(&mut self) {
        let known: BTreeSet<_> = self.files.iter().map(|file| file.path.clone()).collect();
        let packages = self.workspace.packages.iter().enumerate();
        let roots = packages.flat_map(|(index, package)| {
            let roots = package.targets.iter().map(|target| &target.root);
            roots.map(move |root| (root.clone(), index))
        });
        let absent: BTreeMap<_, _> = roots
            .filter(|(path, _)| !known.contains(path) && path.exists())
            .filter(|(path, _)| !self.is_skipped(path) && !self.is_tried(path))
            .collect();
        if absent.is_empty() {
            return;
        }
        // By another name, a link, the file may have been read.
        let mut known: BTreeSet<_> = known.iter().map(|path| real(path)).collect();
        let mut absent: Vec<_> = absent.into_iter().collect();
        absent.sort_by_key(|(path, _)| real(path) != *path);
        for (path, package) in absent {
            if known.insert(real(&path)) {
                self.add(self.read_file(path, package));
            }
        }
        self.sort();
    }

    /// Reads the modules that the search for files has left out and that another file declares: what git ignores, and
    /// what `#[path]` leads to outside of the workspace. Returns the crates of all files.
    fn declared(&mut self) -> Crates {
        let mut known = BTreeSet::new();
        loop {
            let mut crates = Crates::modules_of(self.workspace, &mut self.files);
            let absent = crates.absent().iter();
            let mut absent: Vec<_> = absent
                .filter(|(path, _)| !self.is_skipped(path) && !self.is_tried(path))
                .filter(|(path, _)| known.insert(path.clone()))
                .map(|(path, by)| (path.clone(), self.files[by.0].package))
                .collect();
            if absent.is_empty() {
                self.files.shrink_to_fit();
                crates.resolve_names(&mut self.files);
                return crates;
            }
            absent.sort();
            for (path, package) in absent {
                self.add(self.read_file(path, package));
            }
            self.sort();
        }
    }

    fn read_file(&self, path: PathBuf, package: usize) -> Read {
        let shown = self.workspace.shown(&path).to_owned();
        let text = text_of(&path, &shown);
        let head = text.is_err().then(|| head_of_large(&path)).flatten();
        let file = head.and_then(|(head, bytes)| {
            let file = SourceFile::of_head(path.clone(), shown.clone(), package, &head)?;
            Some((file, bytes))
        });
        let Some((file, bytes)) = file else {
            return parsed(path, shown, package, text);
        };
        Read {
            note: Some(format!(
                "{}: a generated file of {} MB, of which only the head was read",
                escape_control(&shown.to_string_lossy()),
                bytes / (1024 * 1024)
            )),
            file: Some(file),
            problem: None,
        }
    }
}

fn parsed(path: PathBuf, shown: PathBuf, package: usize, text: Result<String, Problem>) -> Read {
    let (file, problem) = match text {
        Ok(text) => {
            let (file, problem) = SourceFile::new(path, shown, package, text);
            (Some(file), problem)
        }
        Err(problem) => (None, Some(problem)),
    };
    Read {
        file,
        problem,
        note: None,
    }
}
