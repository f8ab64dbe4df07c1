//! The way from a workspace to its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use ssot_rules::Rule;

use crate::checks;
use crate::finding::{Finding, Problem};
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
    pub crates: crate::modules::Crates,
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
        let paths = source::files_of(&workspace, &mut problems);
        let read = in_threads(|| read(&workspace, &settings, &paths, progress));
        let mut files = Vec::new();
        for (file, problem) in read {
            files.extend(file);
            problems.extend(problem);
        }
        in_threads(|| {
            read_roots(&workspace, &settings, &mut files, &mut problems);
            read_declared(&workspace, &settings, &mut files, &mut problems);
        });
        if files.is_empty() && !paths.is_empty() && settings.exclusions() > 0 {
            problems.push(settings::without_effect(
                "`exclude` matches every file, so that nothing was checked",
            ));
        }
        if Rule::ALL.iter().all(|rule| !settings.reports(*rule)) {
            problems.push(settings::without_effect(
                "every rule is off, so that nothing was checked",
            ));
        }
        Self::of_files(workspace, settings, files, problems)
    }

    /// Runs every check on files that have been read.
    #[must_use]
    pub fn of_files(
        workspace: Workspace,
        settings: Settings,
        mut files: Vec<SourceFile>,
        mut problems: Vec<Problem>,
    ) -> Self {
        let crates = crate::modules::Crates::of(&workspace, &mut files);
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
            read_one(workspace, path, package, files, problems);
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
}

fn read_one(
    workspace: &Workspace,
    path: PathBuf,
    package: usize,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) {
    let shown = workspace.shown(&path).to_owned();
    match source::text_of(&path, &shown) {
        Ok(text) => {
            let (file, problem) = SourceFile::new(path, shown, package, text);
            files.push(file);
            problems.extend(problem);
        }
        Err(problem) => problems.push(problem),
    }
}

/// Reads the modules that the search for files has left out and that another file declares: what git ignores, and what
/// `#[path]` leads to outside of the workspace.
fn read_declared(
    workspace: &Workspace,
    settings: &Settings,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) {
    let mut known = BTreeSet::new();
    loop {
        let crates = crate::modules::Crates::of(workspace, files);
        let absent = crates.absent().iter();
        let mut absent: Vec<_> = absent
            .filter(|(path, _)| {
                !settings.excludes(workspace.shown(path)) && known.insert(path.clone())
            })
            .map(|(path, by)| (path.clone(), files[by.0].package))
            .collect();
        if absent.is_empty() {
            break;
        }
        absent.sort();
        for (path, package) in absent {
            read_one(workspace, path, package, files, problems);
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
}

type Read = (Option<SourceFile>, Option<Problem>);

fn read(
    workspace: &Workspace,
    settings: &Settings,
    paths: &[PathBuf],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Read> {
    let read = |path: &PathBuf| {
        let shown = workspace.shown(path);
        let package = workspace.package_of(path)?;
        if settings.excludes(shown) {
            return None;
        }
        let read = match source::text_of(path, shown) {
            Ok(text) => {
                let (file, problem) =
                    SourceFile::new(path.clone(), shown.to_owned(), package, text);
                (Some(file), problem)
            }
            Err(problem) => (None, Some(problem)),
        };
        progress(paths.len());
        Some(read)
    };
    paths.par_iter().filter_map(read).collect()
}

/// Runs something in threads whose stack is as deep as code may be nested.
///
/// # Panics
///
/// The system gives no threads.
pub fn in_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    threads.expect("the system gives threads").install(work)
}
