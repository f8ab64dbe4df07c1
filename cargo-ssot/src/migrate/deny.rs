//! `cargo ssot migrate --deny Type`: a component that only warned is enforced.

use ssot_rules::Rule;
use ssot_rules::arguments::Enforcement;

use super::annotate::find_struct;
use crate::finding::{Finding, Problem};
use crate::migrate::{Alteration, Step, TextEdit};
use crate::scan::Scan;

/// The argument that goes.
const ARGUMENT: &str = "enforce";

/// The step that takes `enforce = "warn"` from a component and from its factories: none, if it is enforced.
pub fn of_scan(scan: &Scan, name: &str) -> Result<Vec<Step>, Box<Problem>> {
    let subject = scan.context();
    let (id, ty) = find_struct(subject, name)?;
    let Some(guard) = &ty.guard else {
        return Err(Box::new(Problem::new(
            format!("`{}` is not a component", ty.name),
            format!("cargo ssot migrate --annotate {name}"),
        )));
    };
    if guard.enforcement != Enforcement::Warn {
        return Ok(Vec::new());
    }
    let file = subject.crates[id].file;
    let mut places = vec![(file, ty.item.range().start..ty.place.range().start)];
    for (index, source) in subject.files.iter().enumerate() {
        let impls = source.facts.impls.iter().enumerate();
        let factories = impls.filter(|(_, block)| block.factory.is_some());
        for (position, block) in factories {
            let file = crate::finding::FileId(index);
            if subject.components.of_impl(file, position) == Some(id) {
                places.push((file, block.item.range().start..block.place.range().start));
            }
        }
    }
    let alterations = places.into_iter().filter_map(|(file, range)| {
        let text = &subject.files[file.0].text;
        let found = argument(&text[range.clone()])?;
        let bytes = range.start + found.start..range.start + found.end;
        Some(Alteration::text(file, TextEdit::removal(bytes)))
    });
    let place = subject.place_of(id);
    let values = [("item", ty.name.clone())];
    let mut finding = Finding::new(Rule::NotAnnotated, place, &ty.name, &values);
    finding.message = format!("`{}` only warns", ty.name);
    Ok(vec![Step::new(
        finding.labelled("only warns"),
        Ok(alterations.collect()),
    )])
}

/// The bytes of `enforce = "warn"` in attributes, with the comma or the parentheses that go with it.
fn argument(attributes: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(at) = attributes[from..].find(ARGUMENT) {
        let start = from + at;
        from = start + ARGUMENT.len();
        let rest = attributes[from..].trim_start();
        let Some(rest) = rest.strip_prefix('=') else {
            continue;
        };
        let Some(rest) = rest.trim_start().strip_prefix("\"warn\"") else {
            continue;
        };
        let end = attributes.len() - rest.len();
        let before = attributes[..start].trim_end();
        let behind = attributes[end..].trim_start();
        let skipped = attributes.len() - behind.len();
        return Some(if before.ends_with(',') {
            before.len() - 1..end
        } else if let Some(behind) = behind.strip_prefix(',') {
            start..attributes.len() - behind.trim_start().len()
        } else if before.ends_with('(') && behind.starts_with(')') {
            before.len() - 1..skipped + 1
        } else {
            start..end
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::argument;

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
            let range = argument(before).expect("it is there");
            let mut text = before.to_owned();
            text.replace_range(range, "");
            assert_eq!(text, after);
        }
        assert_eq!(argument("#[ssot_component(enforce = \"deny\")]"), None);
    }
}
