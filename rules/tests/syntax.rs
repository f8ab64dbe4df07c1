//! The parser of the attributes beside that of the whole language: what the one reads, the other reads, and writes back
//! as it was.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use ssot_rules::constructors::{FactoryImpl, Member};
use ssot_rules::syntax::{self, Type};
use syn::visit::{self, Visit};

/// The sources of the folders that `SYNTAX_OF` names, or those of this workspace.
fn sources() -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    below(&path, found);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let folders = std::env::var_os("SYNTAX_OF").unwrap_or_else(|| "..".into());
    let mut found = Vec::new();
    for folder in std::env::split_paths(&folders) {
        below(&folder, &mut found);
    }
    found.sort();
    found
}

#[derive(Default)]
struct Compared {
    file: PathBuf,
    items: usize,
    different: Vec<String>,
}

/// Without spaces, and without the commas that the one writes at the end of a list and the other does not.
fn compact(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut text: String = text.split_whitespace().collect();
    for closing in [")", ">", "}", "]", "{", ";"] {
        text = text.replace(&format!(",{closing}"), closing);
    }
    text
}

impl Compared {
    fn compare(&mut self, item: &impl ToTokens, read: Result<TokenStream, syntax::Error>) {
        self.items += 1;
        let expected = compact(item);
        let found = read.map_or_else(|error| error.to_string(), |read| compact(&read));
        if expected != found {
            let file = self.file.display();
            self.different
                .push(format!("{file}\n  {expected}\n  {found}"));
        }
    }
}

impl<'a> Visit<'a> for Compared {
    fn visit_item(&mut self, item: &'a syn::Item) {
        // Unstable syntax, of which the parser of the whole language keeps the tokens alone.
        let known = !matches!(item, syn::Item::Verbatim(_)) && !has_unsafe_binder(item);
        if known {
            let read = syntax::parse2::<syntax::Item>(item.to_token_stream());
            self.compare(item, read.map(ToTokens::into_token_stream));
        }
        visit::visit_item(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        let read = syntax::parse2::<FactoryImpl>(item.to_token_stream());
        let members = read.map(|read| {
            let members = read.members.iter().map(|member| match member {
                Member::Function(function) => function.to_token_stream(),
                Member::Other(other) => other.to_token_stream(),
                Member::Unfinished(rest) => quote!(unfinished #rest),
                _ => quote!(unknown),
            });
            members.collect::<TokenStream>()
        });
        // `default` in front of a function is the one word that nobody asks for.
        let expected: TokenStream = item.items.iter().map(ToTokens::to_token_stream).collect();
        self.compare(&expected, members);
        visit::visit_item_impl(self, item);
    }

    fn visit_type(&mut self, ty: &'a syn::Type) {
        if has_unsafe_binder(ty) {
            return;
        }
        let read = syntax::parse2::<Type>(ty.to_token_stream());
        self.compare(ty, read.map(ToTokens::into_token_stream));
        visit::visit_type(self, ty);
    }
}

fn has_unsafe_binder(node: &impl ToTokens) -> bool {
    compact(node).contains("unsafe<")
}

#[test]
fn what_the_parser_of_the_whole_language_reads_is_read_and_written_back() {
    let mut compared = Compared::default();
    for source in sources() {
        let text = fs::read_to_string(&source).unwrap_or_default();
        let Ok(file) = syn::parse_file(&text) else {
            continue;
        };
        compared.file = source;
        compared.visit_file(&file);
    }
    assert!(compared.items > 10_000, "{} items", compared.items);
    let count = compared.different.len();
    compared.different.truncate(20);
    assert!(
        count == 0,
        "{count} of {} are read differently:\n{}",
        compared.items,
        compared.different.join("\n")
    );
}
