//! What a lint looks at, and what it returns.

use super::census::Census;
use crate::finding::Finding;
use crate::modules::Crates;
use crate::source::SourceFile;
use crate::workspace::Workspace;

/// What the lints look at.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) files: &'a [SourceFile],
    pub(crate) crates: &'a Crates,
    pub(crate) census: &'a Census,
}

/// A violation, and what its lint knows about it besides, so that its fix need not find that out again.
#[derive(Debug)]
pub(crate) struct Lint<E> {
    pub(crate) finding: Finding,
    pub(crate) evidence: E,
}

impl<E> Lint<E> {
    /// The same with the evidence in another form.
    pub(super) fn map<F>(self, form: impl FnOnce(E) -> F) -> Lint<F> {
        Lint {
            finding: self.finding,
            evidence: form(self.evidence),
        }
    }
}
