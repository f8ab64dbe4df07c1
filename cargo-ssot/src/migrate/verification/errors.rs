//! Errors of the compiler, as they are compared and reported.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::CompilerMessage;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};

use crate::escape::{escape_control, escape_control_lines};
use crate::finding::write_place;
use crate::workspace::Workspace;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompilerError {
    /// Its code, or the name of the lint.
    pub code: Option<String>,
    pub message: String,
    /// The file that it is about, as the compiler names it.
    pub path: Option<PathBuf>,
    /// Line and column, counted from 1.
    pub position: Option<(usize, usize)>,
    /// All of it, as the compiler writes it.
    pub rendered: Option<String>,
}

impl CompilerError {
    /// What cargo said, of no file.
    pub(in crate::migrate) fn of_cargo(message: &str) -> Self {
        Self {
            message: message.to_owned(),
            ..Self::default()
        }
    }
}

impl fmt::Display for CompilerError {
    /// In one line, with its place first.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(formatter, self.path.as_deref(), self.position)?;
        if let Some(code) = &self.code {
            write!(formatter, "{}: ", escape_control(code))?;
        }
        let first = self.message.lines().next().unwrap_or_default();
        formatter.write_str(&escape_control_lines(first))
    }
}

/// By what two checks tell whether they say the same: lines move when others are written above them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    code: Option<String>,
    message: String,
    file: Option<String>,
    line: Option<String>,
}

#[derive(Debug, Default)]
pub(in crate::migrate) struct Found {
    pub(in crate::migrate) error: CompilerError,
    pub(super) key: Key,
    /// The files of its main place and of the macro calls around it, without links.
    pub(in crate::migrate) main: BTreeSet<PathBuf>,
    /// Those of other places that it names.
    pub(in crate::migrate) others: BTreeSet<PathBuf>,
    pub(in crate::migrate) package: Option<usize>,
}

pub(super) struct Reader<'a> {
    workspace: &'a Workspace,
    pub(super) errors: Vec<Found>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            errors: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, message: &CompilerMessage) {
        let diagnostic = &message.message;
        let is_error = matches!(
            diagnostic.level,
            DiagnosticLevel::Error | DiagnosticLevel::Ice
        );
        if !is_error || is_summary(diagnostic) {
            return;
        }
        let package = self.package(message.target.src_path.as_std_path());
        let files = |spans: Vec<&DiagnosticSpan>| {
            let spans = spans.into_iter().flat_map(chain);
            let files: BTreeSet<_> = spans
                .filter_map(|span| self.file(&span.file_name, package))
                .collect();
            files
        };
        let spans = diagnostic.spans.iter();
        let (main, mut others): (Vec<_>, Vec<_>) = spans.partition(|span| span.is_primary);
        others.extend(diagnostic.children.iter().flat_map(|child| &child.spans));
        let primary = diagnostic.spans.iter().find(|span| span.is_primary);
        let error = CompilerError {
            code: diagnostic.code.as_ref().map(|code| code.code.clone()),
            message: diagnostic.message.clone(),
            path: primary.map(|span| span.file_name.clone().into()),
            position: primary.map(|span| (span.line_start, span.column_start)),
            rendered: diagnostic.rendered.clone(),
        };
        let line = primary.and_then(|span| span.text.first());
        let found = Found {
            key: Key {
                code: error.code.clone(),
                message: error.message.clone(),
                file: primary.map(|span| span.file_name.clone()),
                line: line.map(|line| line.text.trim().to_owned()),
            },
            main: files(main),
            others: files(others),
            package,
            error,
        };
        self.errors.push(found);
    }

    /// What failed beside the compiler: a build script. That is said in words alone.
    pub(super) fn read_of_cargo(&mut self, said: &[u8]) {
        let said = String::from_utf8_lossy(said);
        let failures = said.lines().filter_map(|line| line.strip_prefix("error: "));
        // These name what the compiler has said already.
        let failures = failures.filter(|line| !line.starts_with("could not compile "));
        let mut failures: Vec<_> = failures.map(CompilerError::of_cargo).collect();
        if failures.is_empty() && self.errors.is_empty() {
            failures.push(CompilerError::of_cargo(said.trim()));
        }
        self.errors.extend(failures.into_iter().map(|error| Found {
            key: Key {
                message: error.message.clone(),
                ..Key::default()
            },
            error,
            ..Found::default()
        }));
    }

    fn package(&self, root: &Path) -> Option<usize> {
        let mut packages = self.workspace.packages.iter();
        let of_target = packages.position(|package| {
            let mut targets = package.targets.iter();
            targets.any(|target| target.root == root)
        });
        of_target.or_else(|| self.workspace.package_of(root))
    }

    /// The compiler names files from the workspace's folder on, or from the package's where that lies elsewhere.
    fn file(&self, name: &str, package: Option<usize>) -> Option<PathBuf> {
        let root = &self.workspace.root;
        let folder = package.map(|package| &self.workspace.packages[package].folder);
        let elsewhere = folder.filter(|folder| !folder.starts_with(root));
        let mut folders = elsewhere.into_iter().chain([root]);
        folders.find_map(|folder| fs::canonicalize(folder.join(name)).ok())
    }
}

/// A place, and those of the macro calls around it.
fn chain(span: &DiagnosticSpan) -> impl Iterator<Item = &DiagnosticSpan> {
    std::iter::successors(Some(span), |span| {
        span.expansion.as_ref().map(|call| &call.span)
    })
}

/// Whether it only says how many errors there were.
fn is_summary(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.is_none()
        && diagnostic.spans.is_empty()
        && diagnostic.message.starts_with("aborting due to ")
}
