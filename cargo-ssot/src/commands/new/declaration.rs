//! `mod name;`, in the file of the module around it.

use std::ops::Range;

use syn::{Item, ItemMod};

use super::place::Place;
use crate::edit::Edit;
use crate::finding::Problem;
use crate::scan::Scan;
use crate::syntax::parsed::Syntax;

/// Declares the new module, unless it is declared already.
pub(super) fn change(scan: &Scan, place: &Place) -> Result<Option<Edit>, Box<Problem>> {
    let workspace = &scan.workspace;
    let shown = workspace.shown(&place.parent).to_owned();
    let problem =
        |message: String, help: &str| Box::new(Problem::new(message, help).in_file(&shown));
    let text = crate::files::text_of(&place.parent, &shown).map_err(Box::new)?;
    let name = place.module.last().map_or("", String::as_str);
    // The scan has read it too, and so it is not nested too deeply for this parser.
    let known = scan.files.iter().any(|file| file.path == place.parent);
    let syntax = Syntax::read(&text).filter(|_| known).ok_or_else(|| {
        problem(
            "the file is to declare the module, and cannot be read".to_owned(),
            "repair it first; nothing has been written",
        )
    })?;
    let items = &syntax.tree.items;
    let modules = modules(items);
    let same = modules.iter().find(|module| module.ident == name);
    match same {
        Some(module) if module.content.is_some() => {
            return Err(problem(
                format!("there is a module called `{name}`, with its content"),
                "write the new module to another file by `--path`",
            ));
        }
        Some(_) => return Ok(None),
        None => {}
    }
    let declared: Vec<_> = modules
        .into_iter()
        .filter(|module| module.content.is_none())
        .map(|module| (module.ident.to_string(), syntax.range(module)))
        .collect();
    let first = items.first().map(|item| syntax.range(item).start);
    let new = inserted(&text, &declared, first, name, place.library);
    Edit::new(&workspace.root, &shown, new).map(Some)
}

fn modules(items: &[Item]) -> Vec<&ItemMod> {
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module),
        _ => None,
    });
    modules.collect()
}

/// The text with the declaration: in its place among sorted ones, else behind the last, else before the first item.
fn inserted(
    text: &str,
    declared: &[(String, Range<usize>)],
    first_item: Option<usize>,
    name: &str,
    library: bool,
) -> String {
    let newline = crate::syntax::text::line_end(text);
    // Only a library has users who are to see it.
    let visibility = if library { "pub " } else { "" };
    let line = format!("{visibility}mod {name};{newline}");
    let is_sorted = declared.is_sorted_by_key(|(known, _)| known);
    let next = declared
        .iter()
        .find(|(known, _)| is_sorted && known.as_str() > name);
    let last = declared.last();
    let (at, addition) = match (next, last, first_item) {
        (Some((_, range)), _, _) => (range.start, line),
        (None, Some((_, range)), _) => match text[range.end..].find('\n') {
            Some(length) => (range.end + length + 1, line),
            None => (text.len(), newline.to_owned() + &line),
        },
        (None, None, Some(start)) => (start, line + newline),
        (None, None, None) => {
            let text = text.trim_start_matches(crate::files::MARK);
            let gap = match text {
                "" => "",
                text if text.ends_with('\n') => newline,
                _ => &newline.repeat(2),
            };
            return format!("{text}{gap}{line}");
        }
    };
    format!("{}{addition}{}", &text[..at], &text[at..])
}

#[cfg(test)]
mod tests {
    use super::{Range, inserted};

    fn declared(text: &str) -> Vec<(String, Range<usize>)> {
        let lines = text.match_indices("mod ").map(|(at, _)| {
            let end = at + text[at..].find(';').expect("it ends") + 1;
            (text[at + 4..end - 1].to_owned(), at..end)
        });
        lines.collect()
    }

    #[test]
    fn a_declaration_stands_where_one_would_look_for_it() {
        let cases = [
            ("mod a;\nmod c;\n", "mod a;\nmod b;\nmod c;\n"),
            (
                "mod a; // first\nuse x;\n",
                "mod a; // first\nmod b;\nuse x;\n",
            ),
            ("mod c;\n", "mod b;\nmod c;\n"),
            (
                "mod z;\nmod c;\nfn f() {}\n",
                "mod z;\nmod c;\nmod b;\nfn f() {}\n",
            ),
            ("mod a;", "mod a;\nmod b;\n"),
            ("mod a;\r\n", "mod a;\r\nmod b;\r\n"),
            ("", "mod b;\n"),
            ("//! Docs", "//! Docs\n\nmod b;\n"),
            ("//! Docs\n", "//! Docs\n\nmod b;\n"),
        ];
        for (text, expected) in cases {
            let new = inserted(text, &declared(text), None, "b", false);
            assert_eq!(new, expected, "{text:?}");
        }
        let text = "//! Docs\n\nfn main() {}\n";
        assert_eq!(
            inserted(text, &[], Some(10), "b", true),
            "//! Docs\n\npub mod b;\n\nfn main() {}\n"
        );
    }
}
