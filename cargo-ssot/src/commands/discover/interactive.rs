//! `--interactive`: one candidate at a time.
//!
//! Each answer is in `ssot.toml` before the next question is asked, so that the next call goes on where this one stopped.

use textwrap::core::display_width;

use super::judge;
use crate::candidate::{Candidate, Evidence};
use crate::discover::render::shown;
use crate::discover::render::text::block;
use crate::escape::escape_control;
use crate::finding::{Place, Problem};
use crate::pluralize::pluralize;
use crate::printer::{self, Printer};
use crate::prompt::{Choice, Keys};
use crate::scan::Scan;
use crate::settings::{Judgement, judging};

/// How many lines of a candidate are shown, and how many other places.
const LINES: usize = 6;
const PLACES: usize = 5;

#[derive(Clone, Copy)]
enum Answer {
    Component,
    NotOne,
    Later,
    Undo,
    Quit,
}

/// A judgement that can be taken back.
struct Given {
    position: usize,
    /// The text of the settings before.
    before: String,
}

/// Asks about each candidate. What was put off before comes last.
pub(super) fn ask(
    scan: &Scan,
    candidates: &[&Candidate],
    printer: &mut Printer,
) -> Result<(), Box<Problem>> {
    let mut order = candidates.to_vec();
    order.sort_by_key(|candidate| {
        scan.settings.judgement(&candidate.key()) == Some(&Judgement::Later)
    });
    let mut keys = Keys::new(
        printer,
        "call it in a terminal, or judge by `--component`, `--not-one` and `--later`",
    )?;
    let mut given: Vec<Given> = Vec::new();
    let mut components: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(candidate) = order.get(at) {
        // What was said of a type holds for everything about it.
        let known = candidate.of_type.is_some()
            && components
                .iter()
                .any(|known| order[*known].of_type == candidate.of_type);
        if known {
            at += 1;
            continue;
        }
        show(scan, candidate, at + 1, order.len(), keys.printer);
        let judgement = match keys.choose("Is it to be there once?", &choices())? {
            Answer::Component => Judgement::Component,
            Answer::NotOne => match reason(&mut keys)? {
                Some(reason) => Judgement::NotOne { reason },
                None => continue,
            },
            Answer::Later => Judgement::Later,
            Answer::Undo => {
                match given.pop() {
                    Some(last) => {
                        judge::write(scan, &last.before)?;
                        components.retain(|known| *known != last.position);
                        at = last.position;
                    }
                    None => keys.printer.notice("there is nothing to undo"),
                }
                continue;
            }
            Answer::Quit => break,
        };
        let before = judge::text(scan)?;
        let entry = judge::entry(scan, candidate, judgement.clone());
        judge::write(scan, &judging::with(&before, &[entry])?)?;
        if judgement == Judgement::Component {
            components.push(at);
        }
        given.push(Given {
            position: at,
            before,
        });
        at += 1;
    }
    let judged = pluralize(given.len(), "answer");
    keys.printer
        .notice(&format!("\nssot: {judged} in `{}`", crate::settings::FILE));
    Ok(())
}

fn choices() -> [Choice<Answer>; 5] {
    let choice = |key, words: &str, answer| Choice {
        key,
        words: words.to_owned(),
        answer,
    };
    [
        choice(
            'y',
            "yes, a component: from now on the rules hold for it",
            Answer::Component,
        ),
        choice('n', "no, for a reason that you give", Answer::NotOne),
        choice('l', "later: it stays not judged", Answer::Later),
        choice('u', "undo the last answer", Answer::Undo),
        choice('q', "quit: the answers so far are kept", Answer::Quit),
    ]
}

/// Why it is not one. Nothing, to go back to the question.
fn reason(keys: &mut Keys<'_>) -> Result<Option<String>, Box<Problem>> {
    let reason = keys.line("Why not? (nothing to go back) ")?;
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

fn show(scan: &Scan, candidate: &Candidate, number: usize, total: usize, printer: &mut Printer) {
    let width = printer::width();
    let text = block(
        scan.context(),
        candidate,
        &format!("[{number}/{total}] "),
        width,
    );
    printer.notice(&format!("\n{text}\n"));
    for line in code(scan, &candidate.place, LINES, width) {
        printer.notice(&line);
    }
    for Evidence { place, text } in candidate.evidence.iter().take(PLACES) {
        let heading = escape_control(&format!("{}: {text}", shown(scan.context(), place)));
        let further = textwrap::Options::new(width).initial_indent("  ");
        let further = further.subsequent_indent("      ");
        printer.notice(&textwrap::fill(&heading, further));
        for line in code(scan, place, 1, width) {
            printer.notice(&line);
        }
    }
    let more = candidate.evidence.len().saturating_sub(PLACES);
    if more > 0 {
        printer.notice(&format!("  and {more} more"));
    }
}

/// The lines of code from a place on, each cut to a width.
fn code(scan: &Scan, place: &Place, most: usize, width: usize) -> Vec<String> {
    let file = &scan.files[place.file.0];
    let first = file.position(place.range.start).line;
    let last = file.text.lines().count();
    let numbers = first..=last.min(first + most - 1);
    numbers
        .map(|number| {
            let line = escape_control(&file.line(number).replace('\t', "    "));
            let line = format!("{number:>6} | {line}");
            cut(&line, width).to_owned()
        })
        .collect()
}

/// The start of a line, as far as it fits in a number of columns: some characters take two.
fn cut(line: &str, width: usize) -> &str {
    let mut ends = line
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let last = ends.rfind(|end| display_width(&line[..*end]) <= width);
    &line[..last.unwrap_or_default()]
}
