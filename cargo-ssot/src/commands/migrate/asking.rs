//! `--interactive`: which changes somebody wants.

use std::ops::Range;

use crate::edit;
use crate::finding::{FileId, Problem};
use crate::index;
use crate::migrate::interactive::{self, Decision, Proposal, Terminal};
use crate::migrate::{Action, Alteration, Rewritten, Status, Step, plan};
use crate::outcome::fingerprints;
use crate::printer::Printer;
use crate::scan::Scan;
use crate::syntax::text::TextEdit;

/// The lines of a file that a step changes: which bytes they are, and what they become.
#[derive(Clone, Debug)]
struct Lines {
    file: FileId,
    range: Range<usize>,
    new: String,
}

struct Question {
    step: usize,
    /// What it is known by.
    key: String,
    diff: String,
    /// The lines that it would change, if they are all in one file.
    lines: Option<Lines>,
}

/// Asks about every step that changes something, and notes what is to become of it. A step for which something else is to
/// be written becomes that.
pub(super) fn ask(
    scan: &Scan,
    steps: &mut [Step],
    printer: &mut Printer,
) -> Result<(), Box<Problem>> {
    let keys = fingerprints(scan, steps.iter().map(|step| &step.finding));
    let questions = plan::changing(steps).into_iter().map(|step| {
        let (files, _) = plan::outcome(scan, steps, &[step]);
        Question {
            step,
            key: keys[step].hash(),
            diff: diff(scan, &files),
            lines: lines(scan, &files),
        }
    });
    let questions: Vec<_> = questions.collect();
    let decisions = decisions(scan, steps, &questions, printer)?;
    let mut edited = Vec::new();
    for (question, decision) in questions.iter().zip(decisions) {
        steps[question.step].status = match decision {
            Some(Decision::Accepted | Decision::Edited(_)) => Status::Proposed,
            Some(Decision::Skipped) => Status::Skipped,
            None => Status::Undecided,
        };
        if let Some(Decision::Edited(text)) = decision {
            edited.extend(question.lines.as_ref().map(|lines| (question, lines, text)));
        }
    }
    for (question, own, text) in edited {
        replace(steps, question.step, own, text);
        // What somebody has written themselves is theirs, and what else was to happen to it is asked about again.
        for other in &questions {
            let meets = other.lines.as_ref().is_none_or(|lines| own.meets(lines));
            let status = &mut steps[other.step].status;
            if other.step != question.step && meets && *status == Status::Proposed {
                *status = Status::Undecided;
            }
        }
    }
    Ok(())
}

fn decisions(
    scan: &Scan,
    steps: &[Step],
    questions: &[Question],
    printer: &mut Printer,
) -> Result<Vec<Option<Decision>>, Box<Problem>> {
    let proposals = questions.iter().map(|question| Proposal {
        key: question.key.clone(),
        kind: steps[question.step].finding.rule.entry().code,
        finding: described(scan, &steps[question.step]),
        diff: &question.diff,
        text: question.lines.as_ref().map_or("", |lines| &lines.new),
        refuse: Box::new(|text| refusal(scan, question.lines.as_ref(), text)),
    });
    let proposals: Vec<_> = proposals.collect();
    let mut terminal = Terminal::new(printer)?;
    let decided = interactive::decide(&scan.workspace.root, &proposals, &mut terminal)?;
    Ok(decided.decisions)
}

impl Lines {
    fn meets(&self, other: &Self) -> bool {
        let (one, two) = (&self.range, &other.range);
        self.file == other.file
            && one.start < two.end.max(two.start + 1)
            && two.start < one.end.max(one.start + 1)
    }
}

fn described(scan: &Scan, step: &Step) -> String {
    let file = scan.file(&step.finding);
    let position = file.position(step.finding.place.range.start);
    format!(
        "{}:{}:{}: {}: {}",
        super::shown(&file.shown),
        position.line,
        position.column,
        step.finding.rule,
        step.finding.message
    )
}

fn diff(scan: &Scan, files: &[Rewritten]) -> String {
    let diffs = files.iter().map(|file| {
        let source = &scan.files[file.file.0];
        edit::diff(&source.shown, Some(&source.text), &file.text)
    });
    diffs.collect()
}

/// The lines that change, if all of them stand in one file.
fn lines(scan: &Scan, files: &[Rewritten]) -> Option<Lines> {
    let [file] = files else {
        return None;
    };
    let old = &scan.files[file.file.0].text;
    let new = &file.text;
    let same = |(one, other): &(&str, &str)| one == other;
    let pairs = old.split_inclusive('\n').zip(new.split_inclusive('\n'));
    let before: usize = pairs.take_while(same).map(|(line, _)| line.len()).sum();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let pairs = old_rest
        .split_inclusive('\n')
        .rev()
        .zip(new_rest.split_inclusive('\n').rev());
    let behind: usize = pairs.take_while(same).map(|(line, _)| line.len()).sum();
    Some(Lines {
        file: file.file,
        range: before..old.len() - behind,
        new: new_rest[..new_rest.len() - behind].to_owned(),
    })
}

/// Why a text cannot stand where a step changes lines.
fn refusal(scan: &Scan, lines: Option<&Lines>, text: &str) -> Option<String> {
    let Some(lines) = lines else {
        return Some("the change is about several files; accept it, or skip it".to_owned());
    };
    let old = &scan.files[lines.file.0].text;
    let new = format!(
        "{}{text}{}",
        &old[..lines.range.start],
        &old[lines.range.end..]
    );
    let unreadable = index::read(&new).err();
    unreadable.map(|unreadable| unreadable.message)
}

/// Makes a step write what somebody has written.
fn replace(steps: &mut [Step], index: usize, lines: &Lines, text: String) {
    let edit = TextEdit::new(lines.range.clone(), text);
    steps[index].action = Action::Change(vec![Alteration::text(lines.file, edit)]);
}
