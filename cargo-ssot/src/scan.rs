//! The way from a workspace to its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use ssot_rules::Rule;

use crate::checks;
use crate::finding::{Finding, Problem};
use crate::modules::Crates;
use crate::settings::{self, Settings};
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
    /// What was found, sorted by place.
    pub findings: Vec<Finding>,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// What else there is to know about the run.
    pub notes: Vec<String>,
}

impl Scan {
    /// Reads every file of the workspace and runs every check. Nothing of it is built or run.
    ///
    /// `progress` is called after each file, from several threads, with how many there are.
    ///
    /// # Panics
    ///
    /// The system gives no threads.
    #[must_use]
    pub fn run(
        workspace: Workspace,
        settings: Settings,
        mut problems: Vec<Problem>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        // Checks parse too, so all of it has the depth.
        in_threads(move || {
            let paths = source::files_of(&workspace, &mut problems);
            let mut files = Vec::new();
            for (file, problem) in read(&workspace, &settings, &paths, progress) {
                files.extend(file);
                problems.extend(problem);
            }
            read_roots(&workspace, &settings, &mut files, &mut problems);
            let crates = read_declared(&workspace, &settings, &mut files, &mut problems);
            if files.is_empty() && !paths.is_empty() && settings.exclusions() > 0 {
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
        let findings = checks::run(&workspace, &settings, &files, &crates);
        problems.sort();
        let mut scan = Self {
            workspace,
            settings,
            files,
            crates,
            findings,
            problems,
            notes: Vec::new(),
        };
        scan.sort();
        scan
    }

    /// Sorts the findings by place.
    pub(crate) fn sort(&mut self) {
        let findings = &mut self.findings;
        findings.sort_by_key(|finding| (finding.place.order(), finding.rule));
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

/// Reads the files that crates start with and that the search for files has left out, because git ignores them: cargo
/// compiles them all the same.
fn read_roots(
    workspace: &Workspace,
    settings: &Settings,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known: BTreeSet<_> = files.iter().map(|file| file.path.clone()).collect();
    let packages = workspace.packages.iter().enumerate();
    let roots = packages.flat_map(|(index, package)| {
        let roots = package.targets.iter().map(|target| &target.root);
        roots.map(move |root| (root.clone(), index))
    });
    let absent: BTreeMap<_, _> = roots
        .filter(|(path, _)| !known.contains(path) && path.exists())
        .filter(|(path, _)| {
            let shown = workspace.shown(path);
            let tried = |problem: &Problem| problem.path.as_deref() == Some(shown);
            !settings.excludes(shown) && !problems.iter().any(tried)
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
            let (file, problem) = read_file(workspace, path, package);
            files.extend(file);
            problems.extend(problem);
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
}

/// Reads the modules that the search for files has left out and that another file declares: what git ignores, and what
/// `#[path]` leads to outside of the workspace. Returns the crates of all files.
fn read_declared(
    workspace: &Workspace,
    settings: &Settings,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) -> Crates {
    let mut known = BTreeSet::new();
    loop {
        let crates = Crates::of(workspace, files);
        let absent = crates.absent().iter();
        let mut absent: Vec<_> = absent
            .filter(|(path, _)| {
                !settings.excludes(workspace.shown(path)) && known.insert(path.clone())
            })
            .map(|(path, by)| (path.clone(), files[by.0].package))
            .collect();
        if absent.is_empty() {
            return crates;
        }
        absent.sort();
        for (path, package) in absent {
            let (file, problem) = read_file(workspace, path, package);
            files.extend(file);
            problems.extend(problem);
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
}

/// A file, as far as it could be read, and what could not be done.
type Read = (Option<SourceFile>, Option<Problem>);

fn read(
    workspace: &Workspace,
    settings: &Settings,
    paths: &[PathBuf],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Read> {
    let read = |path: &PathBuf| {
        let package = workspace.package_of(path)?;
        if settings.excludes(workspace.shown(path)) {
            return None;
        }
        let read = read_file(workspace, path.clone(), package);
        progress(paths.len());
        Some(read)
    };
    paths.par_iter().filter_map(read).collect()
}

fn read_file(workspace: &Workspace, path: PathBuf, package: usize) -> Read {
    let shown = workspace.shown(&path).to_owned();
    match source::text_of(&path, &shown) {
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
