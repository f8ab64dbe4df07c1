//! What somebody is asked about a change, and can answer.

use crate::finding::Problem;

pub struct Proposal<'a> {
    /// What the finding is known by, wherever its lines move: the hash of its
    /// [`Fingerprint`](crate::fingerprint::Fingerprint).
    pub key: String,
    /// The code of its rule, by which changes are of one kind.
    pub kind: &'static str,
    pub finding: String,
    pub diff: &'a str,
    /// What would stand there, for an editor.
    pub text: &'a str,
    /// Why a text from an editor cannot stand there, if it cannot.
    pub refuse: Refusal<'a>,
}

pub type Refusal<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Skip,
    /// It is made, and so are all others of its kind.
    AcceptKind,
    Edit,
    /// The next call asks again.
    Later,
    /// What was answered last is asked again.
    Undo,
    Quit,
}

pub trait Ask {
    /// Asks about one change, the `number`-th of `total`.
    fn ask(
        &mut self,
        proposal: &Proposal<'_>,
        number: usize,
        total: usize,
    ) -> Result<Answer, Box<Problem>>;

    /// Has a text edited. None if that was left off.
    fn edit(&mut self, text: &str) -> Result<Option<String>, Box<Problem>>;

    fn refused(&mut self, why: &str);
}
