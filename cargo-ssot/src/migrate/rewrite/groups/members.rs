//! The names in a group: which of them go, and where others are added.

use std::ops::Range;

use super::{Change, Outcome, edit};
use crate::migrate::rewrite::{indentation, line_end, order};
use crate::source::uses::Element;

impl Change<'_> {
    /// Replaces what becomes something else in its group: where it stands, or where it belongs if the group is sorted.
    /// Which elements go from where they stand, and which of them stand elsewhere then.
    pub(super) fn in_order(
        &mut self,
        elements: &[Element],
        outcomes: &[Outcome],
    ) -> (Vec<bool>, Vec<usize>) {
        let mut goes: Vec<_> = outcomes
            .iter()
            .map(|outcome| matches!(outcome, Outcome::Goes(_)))
            .collect();
        let staying = outcomes.iter().zip(elements);
        let staying = staying.filter(|(outcome, _)| matches!(outcome, Outcome::Stays));
        let staying: Vec<_> = staying.map(|(_, element)| element).collect();
        let becoming = outcomes.iter().map(|outcome| match outcome {
            Outcome::Becomes { whole, .. } => Some(whole.as_str()),
            _ => None,
        });
        let becoming: Vec<_> = becoming.collect();
        let unsorted = order::is_left(self.uses.text, elements, &becoming) && !staying.is_empty();
        let mut moved = Vec::new();
        for (index, outcome) in outcomes.iter().enumerate() {
            let Outcome::Becomes {
                end,
                new,
                whole,
                comments,
            } = outcome
            else {
                continue;
            };
            // A comment stays where somebody has written it.
            let element = &elements[index];
            let behind = element.comma.as_ref();
            let behind = behind.map_or(element.range.end, |comma| comma.end);
            let is_commented = !self.comments(element.range.start..behind).is_empty();
            if unsorted && !is_commented {
                goes[index] = true;
                moved.push(index);
                self.insert(&staying, whole);
            } else {
                self.replace(element.range.start..*end, new.clone(), comments);
            }
        }
        (goes, moved)
    }

    /// Adds a name to those that stay in a group.
    pub(super) fn insert(&mut self, staying: &[&Element], new: &str) {
        let text = self.uses.text;
        let ends = line_end(text);
        if let Some(next) = order::next(text, staying, new) {
            let start = next.range.start;
            let (at, added) = match indentation(text, start) {
                Some(indent) => (start - indent.len(), format!("{indent}{new},{ends}")),
                None => (start, format!("{new}, ")),
            };
            self.edits.push(edit(at..at, added));
        } else if let Some(last) = staying.last() {
            let (at, added) = match (&last.comma, indentation(text, last.range.start)) {
                (Some(comma), Some(indent)) => (comma.end, format!("{ends}{indent}{new},")),
                _ => (last.range.end, format!(", {new}")),
            };
            self.edits.push(edit(at..at, added));
        }
    }

    /// Takes elements out of a group in which others stay.
    pub(super) fn take_out(
        &mut self,
        braces: &Range<usize>,
        elements: &[Element],
        goes: &[bool],
        may_stand_alone: bool,
    ) {
        let text = self.uses.text;
        let last_staying = goes.iter().rposition(|goes| !goes).unwrap_or_default();
        for (element, _) in elements.iter().zip(goes).filter(|(_, goes)| **goes) {
            let end = element
                .comma
                .as_ref()
                .map_or(element.range.end, |comma| comma.end);
            self.cut(element.range.start..end);
        }
        let end = elements.last().is_some_and(|last| last.comma.is_none());
        let staying = &elements[last_staying];
        let is_trailing = last_staying + 1 < elements.len();
        let gap = |range: Range<usize>| text[range].trim().is_empty();
        if is_trailing
            && end
            && let Some(comma) = &staying.comma
        {
            // Nothing stands behind it any more, and it is no end of a line.
            let behind = elements[last_staying + 1].range.start;
            let space = if gap(comma.end..behind) {
                behind
            } else {
                comma.end
            };
            self.edits.push(edit(comma.start..space, String::new()));
        }
        let staying: Vec<_> = goes
            .iter()
            .zip(elements)
            .filter(|(goes, _)| !**goes)
            .collect();
        if may_stand_alone
            && let [(_, only)] = staying.as_slice()
            && self.uses.may_stand_alone(braces, only)
            && !self
                .edits
                .iter()
                .any(|edit| only.range.start <= edit.start && edit.end <= only.range.end)
        {
            self.edits
                .retain(|edit| edit.start < braces.start || edit.end > braces.end);
            self.edits
                .push(edit(braces.start..only.range.start, String::new()));
            self.edits
                .push(edit(only.range.end..braces.end, String::new()));
        }
    }

    /// Removes bytes, and the whole of their lines if nothing else stands in those.
    pub(super) fn cut(&mut self, range: Range<usize>) {
        let text = self.uses.text;
        let behind = &text[range.end..];
        let line = behind.split('\n').next().unwrap_or_default();
        let alone = indentation(text, range.start)
            .filter(|_| line.trim().is_empty() && line.len() < behind.len());
        let range = if let Some(before) = alone {
            range.start - before.len()..range.end + line.len() + 1
        } else {
            let space = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            range.start..range.end + space
        };
        self.edits.push(edit(range, String::new()));
    }
}
