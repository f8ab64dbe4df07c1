//! The way from a workspace to its findings.

mod reading;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use ssot_rules::Rule;

use self::reading::Reading;
use crate::candidate::{Candidate, Kind};
use crate::discover;
use crate::finding::{Finding, Problem};
use crate::lints::components::ComponentIndex;
use crate::lints::context::CheckContext;
use crate::lints::{self, Lint};
use crate::resolve::Crates;
use crate::settings::{self, Settings};
use crate::syntax::overlay::Overlay;
use crate::syntax::{self, SourceFile};
use crate::workspace::Workspace;

/// How much stack a thread that parses has, in bytes. It is reserved, and used by deeply nested code only.
const STACK: usize = 512 * 1024 * 1024;

#[derive(Debug)]
pub struct Scan {
    pub workspace: Workspace,
    pub settings: Settings,
    /// The files, sorted by their paths.
    pub files: Vec<SourceFile>,
    pub crates: Crates,
    components: ComponentIndex,
    /// What was found, sorted by place.
    lints: Vec<Lint>,
    /// What is not reported, and concerns a migration.
    unreported: Vec<Lint>,
    /// What nobody named.
    guesses: Vec<Finding>,
    /// What somebody can be asked about, once it was needed.
    inventory: OnceLock<Vec<Candidate>>,
    pub problems: Vec<Problem>,
    pub notes: Vec<String>,
}

impl Scan {
    /// Reads every file of the workspace and runs every check: [`run_on`](Self::run_on) the working tree.
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
    pub fn of_files(
        workspace: Workspace,
        settings: Settings,
        mut files: Vec<SourceFile>,
        problems: Vec<Problem>,
    ) -> Self {
        let crates = Crates::build(&workspace, &mut files);
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
        let components = ComponentIndex::build(&settings, &files, &crates);
        let mut scan = Self {
            workspace,
            settings,
            files,
            crates,
            components,
            lints: Vec::new(),
            unreported: Vec::new(),
            guesses: Vec::new(),
            inventory: OnceLock::new(),
            problems,
            notes: Vec::new(),
        };
        let found = lints::run(scan.context());
        scan.lints = found.reported;
        scan.unreported = found.unreported;
        scan.guesses = found.guesses;
        if scan.settings.judged_components().next().is_some() {
            let judged = discover::judged(&scan.settings, scan.inventory());
            scan.lints.extend(judged.into_iter().map(Lint::from));
        }
        scan.sort();
        scan
    }

    fn sort(&mut self) {
        self.lints
            .sort_by_key(|lint| (lint.finding.place.order(), lint.finding.rule));
    }

    pub fn findings(&self) -> impl ExactSizeIterator<Item = &Finding> {
        self.lints.iter().map(|lint| &lint.finding)
    }

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

    pub(crate) fn all_lints(&self) -> Vec<&Lint> {
        self.lints.iter().chain(&self.unreported).collect()
    }

    pub(crate) fn context(&self) -> CheckContext<'_> {
        CheckContext {
            workspace: &self.workspace,
            settings: &self.settings,
            files: &self.files,
            crates: &self.crates,
            components: &self.components,
        }
    }

    /// Everything that somebody can be asked about, most important first, whether or not it was judged.
    pub fn inventory(&self) -> &[Candidate] {
        let make = || discover::inventory(self.context(), &self.guesses);
        self.inventory.get_or_init(make)
    }

    /// What nobody has judged yet, most important first.
    pub fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        let candidates = self.inventory().iter();
        candidates.filter(|candidate| !discover::is_judged(self.context(), candidate))
    }

    /// The name of the package that a candidate is in.
    pub fn package_of(&self, candidate: &Candidate) -> &str {
        let file = &self.files[candidate.place.file.0];
        &self.workspace.packages[file.package].name
    }

    /// How many candidates nobody has judged in the packages of some names, by their kinds.
    pub fn not_judged(&self, selected: &dyn Fn(&str) -> bool) -> BTreeMap<Kind, usize> {
        let mut open = BTreeMap::new();
        for candidate in self.candidates() {
            if selected(self.package_of(candidate)) {
                *open.entry(candidate.kind).or_default() += 1;
            }
        }
        open
    }

    pub fn file(&self, finding: &Finding) -> &SourceFile {
        &self.files[finding.place.file.0]
    }

    pub fn package(&self, finding: &Finding) -> &str {
        &self.workspace.packages[self.file(finding).package].name
    }

    /// The module that a finding is in, from the name of the crate on: `acme::manager`.
    pub fn module(&self, finding: &Finding) -> String {
        self.crates
            .module_of(&self.files, &finding.place)
            .to_string()
    }
}

/// Runs something in threads whose stack is as deep as code may be nested. They are made once.
pub fn in_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    static THREADS: OnceLock<rayon::ThreadPool> = OnceLock::new();
    let threads = THREADS.get_or_init(|| {
        let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
        threads.expect("the system gives threads")
    });
    threads.install(work)
}
