//! Reading a `composition!`, with every mistake reported at its own token.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{
    AngleBracketedGenericArguments, Attribute, GenericParam, Generics, Ident, LitStr, Path, Token,
    Type, Visibility, token,
};

use super::{Body, Composition, Entry, LeftOut, Level, Listed, Named, Override, SECTIONS};
use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::nearest::nearest;
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

/// What is behind the word `overrides`.
const OVERRIDES: &str = "overrides";

pub(super) fn composition(tokens: TokenStream, violations: &mut Violations) -> Option<Composition> {
    let mut reader = Reader { violations };
    let parsed = (|input: ParseStream<'_>| {
        let composition = reader.composition(input);
        // What is left was reported, or does not matter any more.
        input.parse::<TokenStream>()?;
        composition
    })
    .parse2(tokens);
    match parsed {
        Ok(composition) => Some(composition),
        Err(error) => {
            violations.report(
                Violation::at(Rule::NotACompositionItem, error.span()).with("cause", error),
            );
            None
        }
    }
}

struct Reader<'a> {
    violations: &'a mut Violations,
}

impl Reader<'_> {
    fn composition(&mut self, input: ParseStream<'_>) -> syn::Result<Composition> {
        let attributes = Attribute::parse_outer(input)?;
        let visibility: Visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name: Ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        self.check_lifetimes(&mut generics);
        let overriding = input.peek(Ident) && input.fork().parse::<Ident>()? == OVERRIDES;
        let body = if overriding {
            input.parse::<Ident>()?;
            let base = input.call(Path::parse_mod_style)?;
            let arguments = if input.peek(Token![<]) {
                let arguments: AngleBracketedGenericArguments = input.parse()?;
                arguments.args.into_iter().collect()
            } else {
                Vec::new()
            };
            generics.where_clause = input.parse()?;
            let content;
            syn::braced!(content in input);
            Body::Overriding {
                base,
                arguments,
                overrides: content
                    .parse_terminated(Override::parse, Token![,])?
                    .into_iter()
                    .collect(),
            }
        } else {
            generics.where_clause = input.parse()?;
            let content;
            syn::braced!(content in input);
            Body::Listed(self.listed(&content)?)
        };
        if !input.is_empty() {
            let rest: TokenTree = input.parse()?;
            self.unexpected(&rest, "nothing more");
        }
        Ok(Composition {
            attributes,
            visibility,
            name,
            generics,
            body,
        })
    }

    /// What an application holds borrows nothing.
    fn check_lifetimes(&mut self, generics: &mut Generics) {
        for lifetime in generics.lifetimes() {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, &lifetime.lifetime)
                    .with(
                        "cause",
                        "a composition borrows nothing, and so has no lifetimes",
                    )
                    .advise(format_args!(
                        "remove `{}`, and list what owns its data",
                        lifetime.lifetime
                    )),
            );
        }
        let params = core::mem::take(&mut generics.params).into_iter();
        generics.params = params
            .filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
            .collect();
    }

    fn unexpected(&mut self, found: &TokenTree, wanted: &str) {
        let shown = match found {
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Parenthesis => "(..)".to_owned(),
                Delimiter::Bracket => "[..]".to_owned(),
                _ => "{..}".to_owned(),
            },
            token => token.to_string(),
        };
        self.violations.report(
            Violation::new(Rule::NotACompositionItem, found)
                .with("cause", format_args!("expected {wanted}, found `{shown}`")),
        );
    }

    fn listed(&mut self, input: ParseStream<'_>) -> syn::Result<Listed> {
        let mut listed = Listed {
            levels: vec![Level::default()],
            ..Listed::default()
        };
        while !input.is_empty() {
            let Some((section, name)) = self.section(input)? else {
                continue;
            };
            match section {
                "inputs" => {
                    let cause = "an input is given to `new`, and made by no function";
                    let entries = self.without_functions(input, cause)?;
                    listed.inputs.extend(entries);
                }
                "parts" => {
                    let cause = "a part is another composition, which makes itself of its inputs";
                    let entries = self.without_functions(input, cause)?;
                    for entry in &entries {
                        self.check_part(entry);
                    }
                    listed.parts.extend(entries);
                }
                "singletons" => {
                    let entries = self.entries(input)?;
                    listed.levels[0].shared.extend(entries);
                }
                "transients" => {
                    let entries = self.entries(input)?;
                    listed.levels[0].transients.extend(entries);
                }
                "makes" => {
                    let entries = self.made(input)?;
                    listed.levels[0].makes.extend(entries);
                }
                "collections" => {
                    let entries = self.entries(input)?;
                    listed.collections.extend(entries);
                }
                "left_out" => {
                    let content;
                    syn::braced!(content in input);
                    let left_out = content.parse_terminated(LeftOut::parse, Token![,])?;
                    for component in &left_out {
                        self.check_attributes(&component.attributes);
                    }
                    listed.left_out.extend(left_out);
                }
                _ => self.context(input, &name, 0, &mut listed.levels)?,
            }
        }
        Ok(listed)
    }

    /// The name of a section. Anything else is reported, and skipped up to what could be one.
    fn section(&mut self, input: ParseStream<'_>) -> syn::Result<Option<(&'static str, Ident)>> {
        if input.peek(Token![,]) {
            // A comma between sections is what a hand writes that just wrote a list.
            input.parse::<Token![,]>()?;
            return Ok(None);
        }
        let known = |name: &Ident| SECTIONS.iter().copied().find(|section| name == section);
        let fork = input.fork();
        let name = fork.call(Ident::parse_any).ok();
        if let Some(section) = name.as_ref().and_then(known) {
            let name = input.call(Ident::parse_any)?;
            return Ok(Some((section, name)));
        }
        let found: TokenTree = input.parse()?;
        let written = found.to_string();
        let near = nearest(&written, SECTIONS.iter().copied());
        let wanted = near.map_or_else(
            || format!("one of `{}`", SECTIONS.join("`, `")),
            |near| format!("`{near}`"),
        );
        self.unexpected(&found, &wanted);
        while !input.is_empty() {
            let fork = input.fork();
            if fork
                .call(Ident::parse_any)
                .is_ok_and(|name| known(&name).is_some())
            {
                break;
            }
            input.parse::<TokenTree>()?;
        }
        Ok(None)
    }

    fn entries(&mut self, input: ParseStream<'_>) -> syn::Result<Vec<Entry>> {
        let content;
        syn::braced!(content in input);
        let entries = content.parse_terminated(Entry::parse, Token![,])?;
        let entries: Vec<_> = entries.into_iter().collect();
        for entry in &entries {
            self.check_attributes(&entry.attributes);
        }
        Ok(entries)
    }

    /// A part is always there, and known by its name.
    fn check_part(&mut self, part: &Entry) {
        let conditions = part
            .attributes
            .iter()
            .filter(|attribute| is_condition(attribute));
        for attribute in conditions {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, attribute)
                    .with("cause", "a part is there in every configuration")
                    .advise("remove the condition, and write it on entries of the part"),
            );
        }
        for interface in &part.interfaces {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, interface)
                    .with(
                        "cause",
                        "a part is no interface, and hands out what is listed as one",
                    )
                    .advise("write `pub Component as dyn Interface` in the part"),
            );
        }
        if !matches!(&part.ty, Type::Path(path) if path.qself.is_none()) {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, &part.ty)
                    .with("cause", "a part is the path of another composition")
                    .advise("write its path, as in `parts { crate::storage::Storage }`"),
            );
        }
    }

    /// The components of `makes`.
    fn made(&mut self, input: ParseStream<'_>) -> syn::Result<Vec<Entry>> {
        let cause =
            "`makes` has components, whose constructors say by `#[given]` what the caller gives";
        self.without_functions(input, cause)
    }

    /// Entries that no function makes.
    fn without_functions(
        &mut self,
        input: ParseStream<'_>,
        cause: &str,
    ) -> syn::Result<Vec<Entry>> {
        let mut entries = self.entries(input)?;
        for entry in &mut entries {
            if let Some(function) = entry.made_by.take() {
                self.violations.report(
                    Violation::new(Rule::NotACompositionItem, &function)
                        .with("cause", cause)
                        .advise("list it in `singletons`, `transients` or `context(..)`"),
                );
            }
        }
        Ok(entries)
    }

    /// An entry may be conditional and documented.
    fn check_attributes(&mut self, attributes: &[Attribute]) {
        let other =
            |attribute: &&Attribute| !is_condition(attribute) && !attribute.path().is_ident("doc");
        for attribute in attributes.iter().filter(other) {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, attribute)
                    .with("cause", "an entry has no attribute but `#[cfg(..)]`")
                    .advise("remove it"),
            );
        }
    }

    /// `context(Type) { .. }`, behind the word.
    fn context(
        &mut self,
        input: ParseStream<'_>,
        word: &Ident,
        outer: usize,
        levels: &mut Vec<Level>,
    ) -> syn::Result<()> {
        if !input.peek(token::Paren) {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, word)
                    .with("cause", "expected the type of the context")
                    .advise("write `context(UserContext) { .. }`"),
            );
            input.parse::<TokenTree>()?;
            return Ok(());
        }
        let content;
        syn::parenthesized!(content in input);
        let user: Type = content.parse()?;
        let this = levels.len();
        levels.push(Level {
            context: Some(user),
            outer: Some(outer),
            ..Level::default()
        });
        let body;
        syn::braced!(body in input);
        while !body.is_empty() {
            let name = body.fork().call(Ident::parse_any).ok();
            let nested = match name {
                Some(name) if name == "transients" && body.peek2(token::Brace) => {
                    body.call(Ident::parse_any)?;
                    let entries = self.entries(&body)?;
                    levels[this].transients.extend(entries);
                    true
                }
                Some(name) if name == "makes" && body.peek2(token::Brace) => {
                    body.call(Ident::parse_any)?;
                    let entries = self.made(&body)?;
                    levels[this].makes.extend(entries);
                    true
                }
                Some(name) if name == "context" && body.peek2(token::Paren) => {
                    let word = body.call(Ident::parse_any)?;
                    self.context(&body, &word, this, levels)?;
                    true
                }
                _ => false,
            };
            if !nested {
                let entry: Entry = body.parse()?;
                self.check_attributes(&entry.attributes);
                levels[this].shared.push(entry);
                let another = body.is_empty() || body.peek(Token![,]);
                let section = !another && (body.peek2(token::Brace) || body.peek2(token::Paren));
                if !another && !section {
                    let found: TokenTree = body.parse()?;
                    self.unexpected(&found, "a comma");
                    body.parse::<TokenStream>()?;
                }
            }
            while body.peek(Token![,]) {
                body.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let exported = match input.parse()? {
            Visibility::Public(public) => Some(public),
            Visibility::Restricted(restricted) => {
                let cause = "what a part hands out, it hands out to all that have it: write `pub`";
                return Err(syn::Error::new(restricted.paren_token.span.join(), cause));
            }
            Visibility::Inherited => None,
        };
        let ty = input.parse()?;
        let mut interfaces = Vec::new();
        while input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            interfaces.push(interface(input)?);
        }
        let made_by = if input.parse::<Option<Token![=]>>()?.is_some() {
            Some(input.parse()?)
        } else {
            None
        };
        Ok(Self {
            attributes,
            ty,
            interfaces,
            made_by,
            exported,
        })
    }
}

/// One interface: of two, the second is not joined to the first.
fn interface(input: ParseStream<'_>) -> syn::Result<Type> {
    let start = input.fork();
    if let Ok(interface) = input.parse() {
        return Ok(interface);
    }
    let first = start.call(Type::without_plus)?;
    start.parse::<Token![+]>()?;
    let place = start.span();
    let [first, second] = [first, start.parse::<Type>()?].map(|ty| type_text(&ty));
    Err(syn::Error::new(
        place,
        format_args!("one interface stands behind each `as`: write `as {first} as {second}`"),
    ))
}

impl Parse for LeftOut {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let component = if input.peek(LitStr) {
            Named::Name(input.parse()?)
        } else {
            Named::Type(input.parse()?)
        };
        Ok(Self {
            attributes,
            component,
        })
    }
}

impl Parse for Override {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let replaced = input.parse()?;
        input.parse::<Token![=>]>()?;
        let is_given = is_input(input);
        if is_given {
            input.parse::<Ident>()?;
        }
        let replacement = input.parse()?;
        Ok(Self {
            replaced,
            replacement,
            is_given,
        })
    }
}

/// Whether the word `input` is next, and no type of that name.
fn is_input(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let word = fork.parse::<Ident>().is_ok_and(|word| word == "input");
    let ends = fork.is_empty() || fork.peek(Token![,]);
    let goes_on = fork.peek(Token![<]) || fork.peek(Token![::]);
    word && !ends && !goes_on
}
