//! The names in a group: where they stand, and where others are added.

use super::{Change, Outcome};

use crate::migrate::rewrite::order;
use crate::syntax::text::{TextEdit, indentation, line_end};
use crate::syntax::uses::Element;

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
            let is_commented = !self.comments(element.with_comma()).is_empty();
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
            self.edits.push(TextEdit::insertion(at, added));
        } else if let Some(last) = staying.last() {
            let (at, added) = match (&last.comma, indentation(text, last.range.start)) {
                (Some(comma), Some(indent)) => (comma.end, format!("{ends}{indent}{new},")),
                _ => (last.range.end, format!(", {new}")),
            };
            self.edits.push(TextEdit::insertion(at, added));
        }
    }
}
