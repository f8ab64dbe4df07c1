//! The way from a workspace to its findings.

mod reading;

use std::path::PathBuf;
use std::sync::OnceLock;

use ssot_rules::Rule;

use self::reading::Reading;
use crate::discover::{self, Candidate};
use crate::finding::{Finding, Problem};
use crate::index::TypeKind;
use crate::lints::census::Census;
use crate::lints::context::{Lint, Subject};
use crate::lints::{self, Evidence};
use crate::resolve::Crates;
use crate::settings::{self, Judgement, Settings};
use crate::syntax::overlay::Overlay;
use crate::syntax::{self, SourceFile};
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
    /// What nobody named.
    guesses: Vec<Finding>,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// What else there is to know about the run.
    pub notes: Vec<String>,
}

impl Scan {
    /// Reads every file of the workspace and runs every check: [`run_on`](Self::run_on) the working tree.
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
    #[must_use]
    pub fn run_on(
        overlay: Overlay,
        workspace: Workspace,
        settings: Settings,
        mut problems: Vec<Problem>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let paths = syntax::files_of(&workspace, &mut problems);
        let mut reading = Reading::new(&workspace, &settings, overlay, problems);
        let crates = reading.read(&paths, progress);
        let (files, mut problems, notes) = reading.end();
        let excluded = |path: &PathBuf| settings.excludes(workspace.shown(path));
        if files.is_empty() && !paths.is_empty() && paths.iter().all(excluded) {
            let message = "`exclude` matches every file, so that nothing was checked";
            problems.push(settings::without_effect(message));
        }
        if Rule::ALL.iter().all(|rule| !settings.reports(*rule)) {
            let message = "every rule is off, so that nothing was checked";
            problems.push(settings::without_effect(message));
        }
        let mut scan = Self::of_crates(workspace, settings, files, crates, problems);
        scan.notes = notes;
        scan
    }

    /// Runs every check on files that have been read, in the order of their paths.
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
            guesses: Vec::new(),
            problems,
            notes: Vec::new(),
        };
        let found = lints::run(scan.subject(), &scan.settings);
        scan.lints = found.reported;
        scan.unreported = found.unreported;
        scan.guesses = found.guesses;
        let judged = discover::judged(&scan);
        scan.lints.extend(judged.into_iter().map(Lint::from));
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

    /// What lints have seen about what nobody named.
    pub(crate) fn guesses(&self) -> impl Iterator<Item = &Finding> {
        self.guesses.iter()
    }

    /// Whether somebody has said what a candidate is.
    #[must_use]
    pub fn is_judged(&self, candidate: &Candidate) -> bool {
        let said = self.settings.judgement(&candidate.key());
        let of_type = candidate.subject;
        matches!(said, Some(Judgement::Component | Judgement::NotOne { .. }))
            || of_type.is_some_and(|of| self.census.standing(of).is_some())
    }

    /// Whether somebody has said of a candidate that they will judge it later.
    #[must_use]
    pub(crate) fn is_put_off(&self, candidate: &Candidate) -> bool {
        self.settings.judgement(&candidate.key()) == Some(&Judgement::Later)
    }

    /// The name by which `[components]` knows the type of a candidate: its path, if several types have its name. `None` for
    /// what is no type of the workspace.
    pub(crate) fn component_name(&self, candidate: &Candidate) -> Option<String> {
        let of = candidate.subject?;
        let ty = self.crates.type_of(&self.files, of)?;
        let others = self.crates.definitions().filter(|(id, definition)| {
            let named = self.crates.type_of(&self.files, *id);
            definition.name == ty.name && named.is_some_and(|ty| ty.kind != TypeKind::Alias)
        });
        let is_one = candidate.kind == discover::Kind::Duplicate || others.count() == 1;
        Some(if is_one {
            ty.name.clone()
        } else {
            self.crates.defined_at(of)
        })
    }

    /// The names by which `[components]` knows the types of a name or a path.
    pub(crate) fn component_names(&self, said: &str) -> Vec<String> {
        let types = self.crates.definitions().filter(|(id, definition)| {
            let ty = self.crates.type_of(&self.files, *id);
            ty.is_some_and(|ty| ty.kind != TypeKind::Alias)
                && (definition.name == said || self.crates.defined_at(*id) == said)
        });
        let paths: Vec<_> = types.map(|(id, _)| self.crates.defined_at(id)).collect();
        match paths.len() {
            1 => vec![said.to_owned()],
            _ => paths,
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
