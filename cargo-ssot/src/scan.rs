//! The way from a workspace to its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use ssot_rules::Rule;

use crate::files::{real, text_of};
use crate::finding::{Finding, Problem};
use crate::lints::census::Census;
use crate::lints::context::{Lint, Subject};
use crate::lints::{self, Evidence};
use crate::modules::Crates;
use crate::settings::{self, Settings};
use crate::source::overlay::Overlay;
use crate::source::{self, SourceFile};
use crate::workspace::Workspace;

/// How much stack a thread that parses has, in bytes. It is reserved, and used by deeply nested code only.
const STACK: usize = 512 * 1024 * 1024;

/// A workspace with everything that was found in it.
#[derive(Debug)]
pub struct Scan {
    /// The packages.
    pub workspace: Workspace,
    /// What `ssot.toml` says.
    pub settings: Settings,
    /// The files, sorted by their paths.
    pub files: Vec<SourceFile>,
    /// The crates and their modules.
    pub crates: Crates,
    /// What is known about the types.
    census: Census,
    /// What was found, sorted by place.
    lints: Vec<Lint<Evidence>>,
    /// What is not reported, and concerns a migration.
    unreported: Vec<Lint<Evidence>>,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// What else there is to know about the run.
    pub notes: Vec<String>,
}

impl Scan {
    /// Reads every file of the workspace and runs every check: [`run_on`](Self::run_on) the working tree.
    ///
    /// # Panics
    ///
    /// The system gives no threads.
    #[must_use]
    pub fn run(
        workspace: Workspace,
        settings: Settings,
        problems: Vec<Problem>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let overlay = Overlay::default();
        Self::run_on(overlay, workspace, settings, problems, progress)
    }

    /// Reads every file of the workspace, as it is below an overlay, and runs every check. Nothing of it is built or run.
    ///
    /// `progress` is called after each file, from several threads, with how many there are.
    ///
    /// # Panics
    ///
    /// The system gives no threads.
    #[must_use]
    pub fn run_on(
        overlay: Overlay,
        workspace: Workspace,
        settings: Settings,
        mut problems: Vec<Problem>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        // Checks parse too, so all of it has the depth.
        in_threads(move || {
            let paths = source::files_of(&workspace, &mut problems);
            let mut reading = Reading {
                workspace: &workspace,
                settings: &settings,
                overlay,
                files: Vec::new(),
                problems,
            };
            reading.found(&paths, progress);
            reading.overlaid();
            reading.roots();
            let crates = reading.declared();
            let Reading {
                files,
                mut problems,
                ..
            } = reading;
            let excluded = |path: &PathBuf| settings.excludes(workspace.shown(path));
            if files.is_empty() && !paths.is_empty() && paths.iter().all(excluded) {
                let message = "`exclude` matches every file, so that nothing was checked";
                problems.push(settings::without_effect(message));
            }
            if Rule::ALL.iter().all(|rule| !settings.reports(*rule)) {
                let message = "every rule is off, so that nothing was checked";
                problems.push(settings::without_effect(message));
            }
            Self::of_crates(workspace, settings, files, crates, problems)
        })
    }

    /// Runs every check on files that have been read, in the order of their paths. Call it [in threads](in_threads) that
    /// have the depth.
    #[must_use]
    pub fn of_files(
        workspace: Workspace,
        settings: Settings,
        mut files: Vec<SourceFile>,
        problems: Vec<Problem>,
    ) -> Self {
        let crates = Crates::of(&workspace, &mut files);
        Self::of_crates(workspace, settings, files, crates, problems)
    }

    fn of_crates(
        workspace: Workspace,
        settings: Settings,
        files: Vec<SourceFile>,
        crates: Crates,
        mut problems: Vec<Problem>,
    ) -> Self {
        problems.extend(lints::unreadable(&settings));
        problems.sort();
        let census = Census::of(&settings, &files, &crates);
        let mut scan = Self {
            workspace,
            settings,
            files,
            crates,
            census,
            lints: Vec::new(),
            unreported: Vec::new(),
            problems,
            notes: Vec::new(),
        };
        let found = lints::run(scan.subject(), &scan.settings);
        scan.lints = found.reported;
        scan.unreported = found.unreported;
        scan.sort();
        scan
    }

    fn sort(&mut self) {
        self.lints
            .sort_by_key(|lint| (lint.finding.place.order(), lint.finding.rule));
    }

    /// What was found, sorted by place.
    #[must_use]
    pub fn findings(&self) -> impl ExactSizeIterator<Item = &Finding> {
        self.lints.iter().map(|lint| &lint.finding)
    }

    /// Adds what was found in another way.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.lints.extend(findings.into_iter().map(Lint::from));
        self.sort();
    }

    /// Keeps these findings only. What a migration does stays.
    pub fn retain(&mut self, mut keeps: impl FnMut(&Self, &Finding) -> bool) {
        let mut lints = std::mem::take(&mut self.lints);
        lints.retain(|lint| keeps(self, &lint.finding));
        self.lints = lints;
    }

    /// What was found, and what else concerns a migration.
    pub(crate) fn all_lints(&self) -> Vec<&Lint<Evidence>> {
        self.lints.iter().chain(&self.unreported).collect()
    }

    /// What lints look at.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            workspace: &self.workspace,
            files: &self.files,
            crates: &self.crates,
            census: &self.census,
        }
    }

    /// The file of a place.
    #[must_use]
    pub fn file(&self, finding: &Finding) -> &SourceFile {
        &self.files[finding.place.file.0]
    }

    /// The package that a finding is in.
    #[must_use]
    pub fn package(&self, finding: &Finding) -> &str {
        &self.workspace.packages[self.file(finding).package].name
    }

    /// The module that a finding is in, from the name of the crate on: `acme::manager`.
    #[must_use]
    pub fn module(&self, finding: &Finding) -> String {
        self.crates.module_of(&self.files, &finding.place)
    }
}

/// The files of a workspace, while they are read.
struct Reading<'a> {
    workspace: &'a Workspace,
    settings: &'a Settings,
    overlay: Overlay,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
}

/// A file, as far as it could be read, and what could not be done.
type Read = (Option<SourceFile>, Option<Problem>);

impl Reading<'_> {
    fn add(&mut self, (file, problem): Read) {
        self.files.extend(file);
        self.problems.extend(problem);
    }

    fn sort(&mut self) {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
    }

    fn is_skipped(&self, path: &Path) -> bool {
        self.settings.excludes(self.workspace.shown(path)) || self.overlay.hides(path)
    }

    /// Reads what the search for files has found.
    fn found(&mut self, paths: &[PathBuf], progress: &(dyn Fn(usize) + Sync)) {
        let read = |path: &PathBuf| {
            let package = self.workspace.package_of(path)?;
            if self.is_skipped(path) {
                return None;
            }
            let read = self.read(path.clone(), package);
            progress(paths.len());
            Some(read)
        };
        let read: Vec<_> = paths.par_iter().filter_map(read).collect();
        for read in read {
            self.add(read);
        }
    }

    /// Reads what stands in the place of files.
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
            .filter(|(path, _)| {
                let shown = self.workspace.shown(path);
                let tried = |problem: &Problem| problem.path.as_deref() == Some(shown);
                !self.is_skipped(path) && !self.problems.iter().any(tried)
            })
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
                self.add(self.read(path, package));
            }
        }
        self.sort();
    }

    /// Reads the modules that the search for files has left out and that another file declares: what git ignores, and
    /// what `#[path]` leads to outside of the workspace. Returns the crates of all files.
    fn declared(&mut self) -> Crates {
        let mut known = BTreeSet::new();
        loop {
            let crates = Crates::of(self.workspace, &mut self.files);
            let absent = crates.absent().iter();
            let mut absent: Vec<_> = absent
                .filter(|(path, _)| !self.is_skipped(path) && known.insert(PathBuf::clone(path)))
                .map(|(path, by)| (path.clone(), self.files[by.0].package))
                .collect();
            if absent.is_empty() {
                return crates;
            }
            absent.sort();
            for (path, package) in absent {
                self.add(self.read(path, package));
            }
            self.sort();
        }
    }

    fn read(&self, path: PathBuf, package: usize) -> Read {
        let shown = self.workspace.shown(&path).to_owned();
        let text = text_of(&path, &shown);
        parsed(path, shown, package, text)
    }
}

fn parsed(path: PathBuf, shown: PathBuf, package: usize, text: Result<String, Problem>) -> Read {
    match text {
        Ok(text) => {
            let (file, problem) = SourceFile::new(path, shown, package, text);
            (Some(file), problem)
        }
        Err(problem) => (None, Some(problem)),
    }
}

/// Runs something in threads whose stack is as deep as code may be nested. They are made once.
///
/// # Panics
///
/// The system gives no threads.
pub fn in_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    static THREADS: OnceLock<rayon::ThreadPool> = OnceLock::new();
    let threads = THREADS.get_or_init(|| {
        let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
        threads.expect("the system gives threads")
    });
    threads.install(work)
}
