//! The input and the output of lints.

use super::census::Census;
use crate::finding::Finding;
use crate::modules::Crates;
use crate::source::SourceFile;
use crate::workspace::Workspace;

/// The workspace as lints see it.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) files: &'a [SourceFile],
    pub(crate) crates: &'a Crates,
    pub(crate) census: &'a Census,
}

/// A violation with the evidence for it, so that its fix need not repeat the analysis.
#[derive(Debug)]
pub(crate) struct Lint<E> {
    pub(crate) finding: Finding,
    pub(crate) evidence: E,
}

impl<E> Lint<E> {
    pub(super) fn map<F>(self, form: impl FnOnce(E) -> F) -> Lint<F> {
        Lint {
            finding: self.finding,
            evidence: form(self.evidence),
        }
    }
}
