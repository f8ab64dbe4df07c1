//! What a construction becomes by a template.

use std::collections::BTreeMap;

use super::template::{Pattern, Piece, Template};
use super::written::{Argument, Shape, Written};
use crate::step::COMMENT;
use crate::syntax::text::{TextEdit, has_comment};

/// The bytes that become others.
///
/// Arguments that stay in their order are no part of them, so that they can be changed too. An error says why the template
/// cannot be used here.
pub(super) fn substitute(
    text: &str,
    template: &Template,
    written: &Written,
    factory: &str,
) -> Result<Vec<TextEdit>, String> {
    if written.path.generic {
        return Err(format!(
            "it states generic arguments, and the template `{}` has none",
            template.from
        ));
    }
    let given = given(template, &written.shape)?;
    if given.iter().any(|(_, argument)| argument.conditional) {
        return Err("an attribute stands on one of its fields".to_owned());
    }
    check_comments(text, written, &given)?;
    let order: Vec<_> = template.order().collect();
    in_order(template, &order, &given, text)?;
    let by_name: BTreeMap<_, _> = given
        .iter()
        .map(|(name, argument)| (*name, argument))
        .collect();
    let kept = given
        .iter()
        .map(|(name, _)| *name)
        .eq(order.iter().copied());
    let closed = template.closed || stands_alone(text, written);
    let mut edits = Edits {
        start: written.whole.start,
        text: if closed {
            String::new()
        } else {
            "(".to_owned()
        },
        done: Vec::new(),
    };
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => edits.text += text,
            Piece::Factory => edits.text += factory,
            Piece::Placeholder { name, alone } => {
                if let Some(argument) = by_name.get(name.as_str()) {
                    edits.argument(text, argument, *alone, kept);
                }
            }
        }
    }
    if !closed {
        edits.text += ")";
    }
    edits.until(written.whole.end, written.whole.end);
    Ok(edits.done)
}

/// Text that is collected until it stands in the place of some bytes.
struct Edits {
    start: usize,
    text: String,
    done: Vec<TextEdit>,
}

impl Edits {
    /// An argument, which stays where it is if it is `kept`.
    fn argument(&mut self, text: &str, argument: &Argument, alone: bool, kept: bool) {
        let wrapped = !alone && !argument.closed;
        self.text += if wrapped { "(" } else { "" };
        if kept {
            self.until(argument.range.start, argument.range.end);
        } else {
            self.text += &text[argument.range.clone()];
        }
        self.text += if wrapped { ")" } else { "" };
    }

    /// What has been collected stands in the place of everything up to `end`; the next byte is `next`.
    fn until(&mut self, end: usize, next: usize) {
        let text = core::mem::take(&mut self.text);
        if self.start < end || !text.is_empty() {
            let start = self.start;
            self.done.push(TextEdit { start, end, text });
        }
        self.start = next;
    }
}

/// What stands between the arguments goes away.
fn check_comments(
    text: &str,
    written: &Written,
    given: &[(&str, &Argument)],
) -> Result<(), String> {
    let mut end = written.whole.start;
    for (_, argument) in given {
        if has_comment(&text[end..argument.range.start]) {
            return Err(COMMENT.to_owned());
        }
        end = argument.range.end;
    }
    if has_comment(&text[end..written.whole.end]) {
        return Err(COMMENT.to_owned());
    }
    Ok(())
}

/// What each placeholder stands for, in the order in which it is written.
fn given<'a>(
    template: &'a Template,
    shape: &'a Shape,
) -> Result<Vec<(&'a str, &'a Argument)>, String> {
    let from = &template.from;
    match (&template.pattern, shape) {
        (Pattern::Call(names), Shape::Call(arguments)) if names.len() == arguments.len() => {
            let names = names.iter().map(String::as_str);
            Ok(names.zip(arguments).collect())
        }
        (Pattern::Literal(_), Shape::Literal { base: true, .. }) => Err(
            "its other fields come from another instance by `..`, which no constructor takes"
                .to_owned(),
        ),
        (Pattern::Literal(names), Shape::Literal { fields, .. }) => {
            let other = || format!("it has other fields than the template `{from}`");
            if fields.len() != names.len() {
                return Err(other());
            }
            let found = fields.iter().map(|(field, argument)| {
                let name = names.iter().find(|(name, _)| name == field);
                name.map(|(_, placeholder)| (placeholder.as_str(), argument))
            });
            found.collect::<Option<_>>().ok_or_else(other)
        }
        _ => Err(format!(
            "it is written in another form than the template `{from}`"
        )),
    }
}

/// Whether what is evaluated in another order, or not at all, does nothing.
fn in_order(
    template: &Template,
    order: &[&str],
    given: &[(&str, &Argument)],
    text: &str,
) -> Result<(), String> {
    let busy = |argument: &Argument| &text[argument.range.clone()];
    let position = |name: &str| order.iter().position(|one| *one == name);
    for (index, (name, argument)) in given.iter().enumerate() {
        let Some(at) = position(name) else {
            if argument.trivial {
                continue;
            }
            return Err(format!(
                "the template drops `${name}`, and `{}` may do more than give a value",
                busy(argument)
            ));
        };
        let overtaken = given[..index]
            .iter()
            .find(|(before, _)| position(before).is_some_and(|before| before > at));
        let pair = overtaken.map(|(_, before)| [*argument, *before]);
        let pair = pair
            .into_iter()
            .flatten()
            .find(|argument| !argument.trivial);
        if let Some(busy_one) = pair {
            return Err(format!(
                "the template changes the order in which the arguments are evaluated, and `{}` may do more than give a \
                 value",
                busy(busy_one)
            ));
        }
        if template.deferred && !argument.trivial {
            return Err(format!(
                "the template evaluates `{}` not at once, and it may do more than give a value",
                busy(argument)
            ));
        }
    }
    Ok(())
}

/// Whether brackets, commas and the like stand on both sides, so that no operator takes a part.
fn stands_alone(text: &str, written: &Written) -> bool {
    let before = text[..written.whole.start].trim_end();
    let behind = text[written.whole.end..].trim_start();
    let assigned = before.strip_suffix('=');
    let assigned = assigned.is_some_and(|before| !before.ends_with(['=', '!', '<', '>']));
    (before.ends_with(['(', ',', '[']) || assigned) && behind.starts_with([')', ',', ']', ';'])
}
