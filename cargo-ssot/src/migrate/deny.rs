//! `cargo ssot migrate --deny Type`: a component that only warned is enforced.

use std::ops::Range;

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;

use super::annotate::find_struct;
use crate::finding::{Finding, Problem};
use crate::migrate::{Alteration, Step, TextEdit};
use crate::scan::Scan;
use crate::syntax::tokens::Token;

/// The step that takes `enforce = "warn"` from a component and from its factories: none, if it is enforced.
pub fn of_scan(scan: &Scan, name: &str) -> Result<Vec<Step>, Box<Problem>> {
    let cx = scan.context();
    let (id, ty) = find_struct(cx, name)?;
    let Some(guard) = &ty.guard else {
        return Err(Problem::boxed(
            format!("`{}` is not a component", ty.name),
            format!("cargo ssot migrate --annotate {name}"),
        ));
    };
    if guard.enforcement != Enforcement::Warn {
        return Ok(Vec::new());
    }
    let file = cx.crates[id].file;
    let mut places = vec![(file, ty.item.range().start..ty.place.range().start)];
    for (file, source) in cx.numbered_files() {
        let impls = source.facts.impls.iter().enumerate();
        let factories = impls.filter(|(_, block)| block.factory.is_some());
        for (position, block) in factories {
            if cx.components.of_impl(file, position) == Some(id) {
                places.push((file, block.item.range().start..block.place.range().start));
            }
        }
    }
    let alterations = places.into_iter().filter_map(|(file, range)| {
        let uses = cx.files[file.0].uses()?;
        let within = |token: &&Token| range.contains(&token.range.start);
        let tokens: Vec<_> = uses.tokens.iter().filter(within).cloned().collect();
        let bytes = argument(uses.text, &tokens)?;
        Some(Alteration::text(file, TextEdit::removal(bytes)))
    });
    let place = cx.place_of(id);
    let values = [("item", ty.name.to_string())];
    let mut finding = Finding::new(Rule::NotAnnotated, place, &ty.name, &values);
    finding.message = format!("`{}` only warns", ty.name);
    Ok(vec![Step::new(
        finding.labelled("only warns"),
        Ok(alterations.collect()),
    )])
}

/// The bytes of `enforce = "warn"` in attributes, with the comma or the parentheses that go with it.
fn argument(text: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let written = ["enforce", "=", "\"warn\""];
    let is_it = |window: &[Token]| window.iter().map(|one| one.text(text)).eq(written);
    let at = tokens.windows(3).position(is_it)?;
    let (start, end) = (tokens[at].range.start, tokens[at + 2].range.end);
    let before = &tokens[..at].last()?.range;
    let behind = &tokens[at + 3..];
    Some(
        match (&text[before.clone()], &text[behind.first()?.range.clone()]) {
            (",", _) => before.start..end,
            (_, ",") => start..behind.get(1)?.range.start,
            ("(", ")") => before.start..behind.first()?.range.end,
            _ => start..end,
        },
    )
}

#[cfg(test)]
mod tests {
    use crate::syntax::tokens;

    fn found(text: &str) -> Option<std::ops::Range<usize>> {
        super::argument(text, &tokens::of(text).expect("these are tokens"))
    }

    #[test]
    fn the_argument_goes_with_what_separates_it() {
        for (before, after) in [
            ("#[factory(enforce = \"warn\")]", "#[factory]"),
            (
                "#[ssot_component(new, enforce = \"warn\")]",
                "#[ssot_component(new)]",
            ),
            (
                "#[ssot_component(enforce=\"warn\", new)]",
                "#[ssot_component(new)]",
            ),
            (
                "#[ssot_component(new, enforce = \"warn\", name = \"a\")]",
                "#[ssot_component(new, name = \"a\")]",
            ),
            (
                "#[ssot_component(\n    new,\n    enforce = \"warn\",\n)]",
                "#[ssot_component(\n    new,\n)]",
            ),
        ] {
            let range = found(before).expect("it is there");
            let mut text = before.to_owned();
            text.replace_range(range, "");
            assert_eq!(text, after);
        }
        assert_eq!(found("#[ssot_component(enforce = \"deny\")]"), None);
    }
}
