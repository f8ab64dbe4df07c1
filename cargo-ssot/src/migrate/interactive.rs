//! One change at a time: somebody says of each whether it is made.
//!
//! Each answer is on the disk before the next question is asked, so that the next call goes on where this one stopped.

mod question;
mod session;
mod terminal;

use std::path::Path;

pub use self::question::{Answer, Ask, Proposal};
pub use self::session::Decision;
use self::session::Session;
pub use self::terminal::Terminal;
use crate::finding::Problem;

#[derive(Debug)]
pub struct Decided {
    /// Of each change; none of those that nobody has decided on yet.
    pub decisions: Vec<Option<Decision>>,
    pub quit: bool,
}

/// Asks about each change that was not decided on, in this call or in earlier ones.
///
/// # Errors
///
/// Nobody can be asked, or the answers cannot be kept. Those that were given before are.
pub fn decide(
    root: &Path,
    proposals: &[Proposal<'_>],
    ask: &mut dyn Ask,
) -> Result<Decided, Box<Problem>> {
    let mut session = Session::read(root)?;
    let mut decided = Decided {
        decisions: vec![None; proposals.len()],
        quit: false,
    };
    // The positions that were answered in this call, each with what was known before.
    let mut given: Vec<(usize, Session)> = Vec::new();
    let mut at = 0;
    while let Some(proposal) = proposals.get(at) {
        let known = session.decision(&proposal.key, proposal.kind);
        if known.is_some() || decided.quit {
            decided.decisions[at] = known;
            at += 1;
            continue;
        }
        let mut of_kind = false;
        let decision = match ask.ask(proposal, at + 1, proposals.len())? {
            answer @ (Answer::Accept | Answer::AcceptKind) => {
                of_kind = answer == Answer::AcceptKind;
                Some(Decision::Accepted)
            }
            Answer::Skip => Some(Decision::Skipped),
            Answer::Edit => match edited(proposal, ask)? {
                Some(text) => Some(Decision::Edited(text)),
                None => continue,
            },
            Answer::Later => None,
            Answer::Undo => {
                if let Some((position, before)) = given.pop() {
                    session = before;
                    session.write(root)?;
                    at = position;
                }
                continue;
            }
            Answer::Quit => {
                decided.quit = true;
                at += 1;
                continue;
            }
        };
        given.push((at, session.clone()));
        if of_kind {
            session.kinds.insert(proposal.kind.to_owned());
        }
        if let Some(decision) = &decision {
            session
                .decisions
                .insert(proposal.key.clone(), decision.clone());
            session.write(root)?;
        }
        decided.decisions[at] = decision;
        at += 1;
    }
    Ok(decided)
}

/// Forgets what was decided, once it has been done.
pub fn forget(root: &Path) -> Result<(), Box<Problem>> {
    Session::remove(root)
}

/// Forgets what was decided and is done, and remembers what is to stay as it is, for the next call.
pub fn settle(root: &Path) -> Result<(), Box<Problem>> {
    let mut session = Session::read(root)?;
    session.kinds.clear();
    let decisions = &mut session.decisions;
    decisions.retain(|_, decision| *decision == Decision::Skipped);
    session.write(root)
}

/// What somebody writes instead, until it can stand there.
fn edited(proposal: &Proposal<'_>, ask: &mut dyn Ask) -> Result<Option<String>, Box<Problem>> {
    let mut text = proposal.text.to_owned();
    loop {
        match ask.edit(&text)? {
            Some(edited) => text = edited,
            None => return Ok(None),
        }
        match (proposal.refuse)(&text) {
            Some(why) => ask.refused(&why),
            None => return Ok(Some(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Prepared {
        answers: Vec<Answer>,
        texts: Vec<&'static str>,
        asked: Vec<String>,
        refusals: usize,
    }

    impl Prepared {
        fn new(answers: &[Answer], texts: &[&'static str]) -> Self {
            Self {
                answers: answers.iter().rev().copied().collect(),
                texts: texts.iter().rev().copied().collect(),
                asked: Vec::new(),
                refusals: 0,
            }
        }
    }

    impl Ask for Prepared {
        fn ask(
            &mut self,
            proposal: &Proposal<'_>,
            _number: usize,
            _total: usize,
        ) -> Result<Answer, Box<Problem>> {
            self.asked.push(proposal.key.clone());
            let none = || Problem::boxed("no answer", "");
            self.answers.pop().ok_or_else(none)
        }

        fn edit(&mut self, _text: &str) -> Result<Option<String>, Box<Problem>> {
            Ok(self.texts.pop().map(str::to_owned))
        }

        fn refused(&mut self, _why: &str) {
            self.refusals += 1;
        }
    }

    fn proposals() -> Vec<Proposal<'static>> {
        let proposal = |(key, kind): (&str, &'static str)| Proposal {
            key: key.to_owned(),
            kind,
            finding: String::new(),
            diff: "",
            text: "fn old() {}",
            refuse: Box::new(|text| (!text.starts_with("fn ")).then(|| "no function".to_owned())),
        };
        let all = [
            ("a", "SSOT101"),
            ("b", "SSOT102"),
            ("c", "SSOT101"),
            ("d", "SSOT102"),
        ];
        all.map(proposal).into()
    }

    #[test]
    fn the_next_call_goes_on_where_one_stopped() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut first = Prepared::new(&[Answer::Skip, Answer::Accept, Answer::Quit], &[]);
        let decided = decide(folder.path(), &proposals(), &mut first).expect("it is answered");
        assert!(decided.quit);
        let expected = [
            Some(Decision::Skipped),
            Some(Decision::Accepted),
            None,
            None,
        ];
        assert_eq!(decided.decisions, expected);

        let mut second = Prepared::new(&[Answer::Accept], &[]);
        // It ends in the middle of the fourth, and loses no answer.
        decide(folder.path(), &proposals(), &mut second).expect_err("there is no answer");
        let mut third = Prepared::new(&[Answer::Skip], &[]);
        let decided = decide(folder.path(), &proposals(), &mut third).expect("it is answered");
        assert_eq!(
            (second.asked, third.asked),
            (vec!["c".to_owned(), "d".to_owned()], vec!["d".to_owned()])
        );
        assert!(!decided.quit && decided.decisions.iter().all(Option::is_some));

        forget(folder.path()).expect("it can be removed");
        let mut anew = Prepared::new(&[Answer::Quit], &[]);
        decide(folder.path(), &proposals(), &mut anew).expect("it is answered");
        assert_eq!(anew.asked, ["a"]);
    }

    #[test]
    fn one_answer_is_enough_for_all_of_a_kind() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut ask = Prepared::new(&[Answer::AcceptKind, Answer::Skip, Answer::Quit], &[]);
        let decided = decide(folder.path(), &proposals(), &mut ask).expect("it is answered");
        assert_eq!(ask.asked, ["a", "b", "d"]);
        assert_eq!(decided.decisions[2], Some(Decision::Accepted));
        let mut next = Prepared::new(&[Answer::Quit], &[]);
        decide(folder.path(), &proposals(), &mut next).expect("it is answered");
        assert_eq!(next.asked, ["d"], "it holds in the next call too");
    }

    #[test]
    fn an_edited_text_is_taken_once_it_can_stand_there() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut ask = Prepared::new(&[Answer::Edit, Answer::Quit], &["no code", "fn mine() {}"]);
        let decided = decide(folder.path(), &proposals(), &mut ask).expect("it is answered");
        let text = Decision::Edited("fn mine() {}".to_owned());
        assert_eq!((&decided.decisions[0], ask.refusals), (&Some(text), 1));
    }

    #[test]
    fn answers_that_cannot_be_read_are_a_problem_and_stay() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut ask = Prepared::new(&[Answer::Accept, Answer::Quit], &[]);
        decide(folder.path(), &proposals(), &mut ask).expect("it is answered");
        let path = folder.path().join(".ssot/migrate-session.json");
        std::fs::write(&path, "{").expect("it is ours");
        let problem = decide(folder.path(), &proposals(), &mut ask).expect_err("it is no JSON");
        assert!(problem.help.contains("remove"), "{problem}");
        assert_eq!(std::fs::read_to_string(path).expect("it is there"), "{");
    }
}
