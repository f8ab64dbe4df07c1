//! The names in a group: where they stand, and where others are added.

use super::{Change, Outcome};

use crate::migrate::rewrite::{adding, order};
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
                self.edits
                    .extend(adding::in_group(self.uses.text, &staying, whole));
            } else {
                self.replace(element.range.start..*end, new.clone(), comments);
            }
        }
        (goes, moved)
    }
}
