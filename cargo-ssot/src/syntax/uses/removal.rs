//! Takes names out of what a `use` imports.

use std::ops::Range;

use super::{Element, Tail, UseItem, Uses};
use crate::syntax::text::{TextEdit, cut};

impl Uses<'_> {
    /// What takes the names out of an item that are to go. `None` if nothing would be left of it.
    pub(crate) fn without(
        &self,
        item: &UseItem,
        goes: &dyn Fn(&Element) -> bool,
    ) -> Option<Vec<TextEdit>> {
        let mut edits = Vec::new();
        self.stays(&item.tree, goes, &mut edits).then_some(edits)
    }

    fn stays(
        &self,
        element: &Element,
        goes: &dyn Fn(&Element) -> bool,
        edits: &mut Vec<TextEdit>,
    ) -> bool {
        let Tail::Group(braces, elements) = &element.tail else {
            return !goes(element);
        };
        let goes: Vec<_> = elements
            .iter()
            .map(|element| !self.stays(element, goes, edits))
            .collect();
        if goes.contains(&true) && goes.contains(&false) {
            self.take_out(braces, elements, &goes, true, edits);
        }
        elements.is_empty() || goes.contains(&false)
    }

    /// Takes elements out of a group in which others stay. One that stays alone may lose the braces.
    pub(crate) fn take_out(
        &self,
        braces: &Range<usize>,
        elements: &[Element],
        goes: &[bool],
        may_stand_alone: bool,
        edits: &mut Vec<TextEdit>,
    ) {
        let text = self.text;
        let staying: Vec<_> = elements
            .iter()
            .zip(goes)
            .filter_map(|(element, goes)| (!goes).then_some(element))
            .collect();
        if may_stand_alone
            && let [only] = staying.as_slice()
            && self.may_stand_alone(braces, only)
            && !edits.iter().any(|edit| edit.is_within(&only.range))
        {
            edits.retain(|edit| edit.start < braces.start || edit.end > braces.end);
            edits.push(TextEdit::removal(braces.start..only.range.start));
            edits.push(TextEdit::removal(only.range.end..braces.end));
            return;
        }
        for element in elements
            .iter()
            .zip(goes)
            .filter_map(|(one, goes)| goes.then_some(one))
        {
            let range = element.with_comma();
            // What was to happen inside is done with it.
            edits.retain(|edit| !edit.is_within(&range));
            edits.push(cut(text, range));
        }
        let last = goes.iter().rposition(|goes| !goes).unwrap_or_default();
        let ends_bare = elements.last().is_some_and(|last| last.comma.is_none());
        let Some(comma) = elements[last]
            .comma
            .as_ref()
            .filter(|_| last + 1 < elements.len())
        else {
            return;
        };
        // Nothing stands behind it any more.
        let gap = comma.end..elements[last + 1].range.start;
        let is_on_line = !text[gap.clone()].contains('\n') && text[gap.clone()].trim().is_empty();
        let end = if is_on_line { gap.end } else { gap.start };
        let start = if ends_bare { comma.start } else { comma.end };
        edits.push(TextEdit::removal(start..end));
    }
}

impl Element {
    pub(crate) fn with_comma(&self) -> Range<usize> {
        let end = self
            .comma
            .as_ref()
            .map_or(self.range.end, |comma| comma.end);
        self.range.start..end
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::syntax::text::applied;
    use crate::syntax::uses::Uses;

    fn without_capitals(text: &str) -> Option<String> {
        let uses = Uses::of(text).expect("it is Rust");
        let capital = |name: &str| name.len() > 1 && name.chars().all(char::is_uppercase);
        let item = &uses.items[0];
        let edits = uses.without(item, &|element| {
            let last = element.segments.last();
            last.is_some_and(|last| capital(&text[last.clone()]))
        })?;
        Some(applied(text, &edits.into_iter().collect::<BTreeSet<_>>()))
    }

    #[test]
    fn what_stays_is_written_as_if_nothing_had_been_there() {
        for (text, left) in [
            ("use a::{B, CC, D};", "use a::{B, D};"),
            ("use a::{B, D, CC};", "use a::{B, D};"),
            ("use a::{B, D, CC,};", "use a::{B, D,};"),
            ("use a::{BB, C, D};", "use a::{C, D};"),
            ("use a::{BB, C};", "use a::C;"),
            ("use a::{self, BB};", "use a::{self};"),
            ("use a::{b::{CC, DD}, E};", "use a::E;"),
            ("use a::{b::{CC, D}, e::F};", "use a::{b::D, e::F};"),
            ("use a::{b::{CC, D}, EE};", "use a::{b::D};"),
            (
                "use a::{\n    B,\n    CC,\n    D,\n};",
                "use a::{\n    B,\n    D,\n};",
            ),
            (
                "use a::{\n    B, // why\n    D,\n    CC\n};",
                "use a::{\n    B, // why\n    D\n};",
            ),
        ] {
            assert_eq!(without_capitals(text).as_deref(), Some(left), "{text}");
        }
        for text in ["use a::BB;", "use a::{BB, b::CC};", "use a::{b::{CC, DD}};"] {
            assert_eq!(without_capitals(text), None, "{text}");
        }
    }
}
