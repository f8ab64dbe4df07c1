//! What the cases are made of: the code of the project's own tests.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use ssot_expansion::Macro;
use ssot_rules::composition::{Body, Composition};
use ssot_rules::violation::Violations;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta};

/// The call of a macro.
#[derive(Clone, Debug)]
pub struct Call {
    /// Which macro.
    pub called: Macro,
    /// What stands in the brackets of an attribute; the list that a composition overrides.
    pub arguments: TokenStream,
    /// What the attribute stands on, without it and what stands above it; what is in the brackets of `composition!`.
    pub item: TokenStream,
}

impl Call {
    /// What it expands to.
    #[must_use]
    pub fn expansion(&self) -> TokenStream {
        let (arguments, item) = (&self.arguments, &self.item);
        match self.called {
            Macro::Composition => self
                .called
                .expand(TokenStream::new(), quote!({ ::ssot } #item)),
            Macro::Overriding => self
                .called
                .expand(TokenStream::new(), quote!({ ::ssot } { #arguments } #item)),
            _ => self.called.expand(arguments.clone(), item.clone()),
        }
    }
}

/// The root of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files with this extension in some folders of the project and in what is below them, in the order of their paths.
///
/// # Panics
///
/// A folder cannot be read.
fn files(folders: &[&str], extension: &str) -> Vec<PathBuf> {
    let mut waiting: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).expect("a folder of seeds can be read");
        for entry in entries {
            let path = entry.expect("an entry of it can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a seed is text")
}

/// Every call of a macro in the cases of the compiler's messages, the recorded expansions, and the tests of behaviour.
///
/// # Panics
///
/// The project's files are not there.
#[must_use]
pub fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for path in files(&["macros/snapshots", "tests/tests", "ui-tests/ui"], "rs") {
        // Some of the cases are about what is no Rust.
        if let Ok(file) = syn::parse_file(&text(&path)) {
            let mut found = Calls::default();
            found.visit_file(&file);
            let overriding = overriding(&found.0);
            calls.extend(found.0.into_iter().chain(overriding));
        }
    }
    calls
}

/// What the compositions of a file that override others, or have them as parts, become: a call with the list of another one, or
/// with what it hands out, here of each of the file, whichever they meant.
fn overriding(calls: &[Call]) -> Vec<Call> {
    let compositions = calls.iter();
    let compositions = compositions.filter(|call| call.called == Macro::Composition);
    let read = compositions.filter_map(|call| {
        let mut violations = Violations::new();
        let composition = Composition::read(call.item.clone(), &mut violations);
        // Some of the cases are about them.
        drop(violations.into_tokens());
        Some((&call.item, composition?.body))
    });
    let (mut lists, mut handed_out) = (Vec::new(), Vec::new());
    let (mut overriding, mut whole) = (Vec::new(), Vec::new());
    for (item, body) in read {
        match body {
            Body::Listed(listed) => {
                lists.push(listed.written());
                let exports: Vec<_> = listed.exports().collect();
                if !exports.is_empty() {
                    handed_out.push(quote!(#(#exports),*));
                }
                if !listed.parts.is_empty() {
                    whole.push(item);
                }
            }
            _ => overriding.push(item),
        }
    }
    let pairs = |called, items: Vec<&TokenStream>, all: &[TokenStream]| {
        let pairs = items.into_iter().flat_map(|item| {
            all.iter().map(|arguments| Call {
                called,
                arguments: arguments.clone(),
                item: item.clone(),
            })
        });
        pairs.collect::<Vec<_>>()
    };
    let overriding = pairs(Macro::Overriding, overriding, &lists);
    let parts = pairs(Macro::Part, whole, &handed_out);
    overriding.into_iter().chain(parts).collect()
}

/// Whole files: all of those, the modules of the scanner's fixtures, and the scanner's own tests.
///
/// # Panics
///
/// The project's files are not there.
#[must_use]
pub fn texts() -> Vec<String> {
    let rust = files(
        &["cargo-ssot/tests", "examples", "tests/tests", "ui-tests/ui"],
        "rs",
    );
    let mut texts: Vec<_> = rust.iter().map(|path| text(path)).collect();
    for fixture in files(&["cargo-ssot/tests/fixtures"], "txt") {
        let fixture = text(&fixture);
        // Each file of a fixture starts with a line `//- path`.
        let parts = fixture.split("//- ").skip(1);
        let modules = parts.filter_map(|part| part.split_once('\n'));
        let modules = modules.filter(|(path, _)| {
            let extension = Path::new(path.trim_end()).extension();
            extension.is_some_and(|found| found == "rs")
        });
        texts.extend(modules.map(|(_, text)| text.to_owned()));
    }
    texts
}

#[derive(Default)]
struct Calls(Vec<Call>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_item(&mut self, item: &'ast Item) {
        for at in 0..attributes(&mut item.clone()).map_or(0, |attributes| attributes.len()) {
            let mut item = item.clone();
            let Some(attributes) = attributes(&mut item) else {
                continue;
            };
            let attribute = attributes.remove(at);
            attributes.drain(..at).for_each(drop);
            let called = named(attribute.path());
            self.0.extend(called.map(|called| Call {
                called,
                arguments: match &attribute.meta {
                    Meta::List(list) => list.tokens.clone(),
                    _ => TokenStream::new(),
                },
                item: item.to_token_stream(),
            }));
        }
        visit::visit_item(self, item);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        if named(&called.path) == Some(Macro::Composition) {
            self.0.push(Call {
                called: Macro::Composition,
                arguments: TokenStream::new(),
                item: called.tokens.clone(),
            });
        }
    }
}

/// The macro of the last name of a path.
fn named(path: &syn::Path) -> Option<Macro> {
    let last = &path.segments.last()?.ident;
    let all = Macro::ALL.iter().copied();
    all.into_iter().find(|called| last == called.name())
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Union(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return None,
    })
}
