//! Reading a `composition!`, with every mistake reported at its own token.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::check::{
    check_collections, check_derives, check_exports, check_functions, check_left_out,
    check_parameters, check_repeated, check_replacements, check_types,
};
use super::{Body, Composition, Entry, LeftOut, Level, Listed, Named, Override, SECTIONS};
use crate::attributes::is_condition;
use crate::catalogue::Rule;
use crate::nearest::nearest;
use crate::syntax::{
    self, AngleBracketed, AnyIdent, Attribute, GenericParam, Generics, Ident, Parse, ParseStream,
    Parser, Path, Peek, Punctuated, Type, Visibility,
};
use crate::tokens::type_text;
use crate::violation::{Violation, Violations};

/// What is behind the word `overrides`.
const OVERRIDES: &str = "overrides";

impl Composition {
    /// Reads what `composition!` was given. `None` if there is no struct to speak of, which is
    /// reported.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Option<Self> {
        let composition = parsed(tokens, violations)?;
        check_derives(&composition.attributes, violations);
        match &composition.body {
            Body::Listed(listed) => {
                check_types(listed, violations);
                check_functions(listed, violations);
                check_exports(listed, violations);
                check_parameters(&composition.generics, listed, violations);
                check_repeated(&composition.name, listed, violations);
                check_left_out(&composition.name, listed, violations);
                check_collections(listed, violations);
            }
            Body::Overriding { overrides, .. } => check_replacements(overrides, violations),
        }
        Some(composition)
    }
}

fn parsed(tokens: TokenStream, violations: &mut Violations) -> Option<Composition> {
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
    fn composition(&mut self, input: ParseStream<'_>) -> syntax::Result<Composition> {
        let attributes = Attribute::parse_outer(input)?;
        let visibility: Visibility = input.parse()?;
        input.token("struct")?;
        let name: Ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        self.check_lifetimes(&mut generics);
        let overriding = input.peek(Peek::Name) && input.fork().parse::<Ident>()? == OVERRIDES;
        let body = if overriding {
            input.parse::<Ident>()?;
            let base = input.call(Path::parse_mod_style)?;
            let arguments = if input.is("<") {
                let arguments: AngleBracketed = input.parse()?;
                arguments.args.into_iter().collect()
            } else {
                Vec::new()
            };
            generics.where_clause = input.parse()?;
            let (_, content) = input.group(Delimiter::Brace)?;
            Body::Overriding {
                base,
                arguments,
                overrides: Punctuated::<Override>::parse_terminated(&content)?
                    .into_iter()
                    .collect(),
            }
        } else {
            generics.where_clause = input.parse()?;
            let (_, content) = input.group(Delimiter::Brace)?;
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
        let others = generics.params.take().into_iter();
        let others = others.filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
        generics.params = Punctuated::of(",", others);
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

    fn listed(&mut self, input: ParseStream<'_>) -> syntax::Result<Listed> {
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
                    let cause = "an input is passed to `new`, so it cannot be made by a function";
                    let entries = self.without_functions(input, cause)?;
                    listed.inputs.extend(entries);
                }
                "parts" => {
                    let cause = "a part is another composition, so it cannot be made by a function";
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
                    let (_, content) = input.group(Delimiter::Brace)?;
                    let left_out = Punctuated::<LeftOut>::parse_terminated(&content)?;
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
    fn section(&mut self, input: ParseStream<'_>) -> syntax::Result<Option<(&'static str, Ident)>> {
        if input.is(",") {
            // A comma between sections is what a hand writes that just wrote a list.
            input.token(",")?;
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

    fn entries(&mut self, input: ParseStream<'_>) -> syntax::Result<Vec<Entry>> {
        let (_, content) = input.group(Delimiter::Brace)?;
        let entries = Punctuated::<Entry>::parse_terminated(&content)?;
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
    fn made(&mut self, input: ParseStream<'_>) -> syntax::Result<Vec<Entry>> {
        let cause =
            "`makes` has components, whose constructors say by `#[given]` what the caller gives";
        self.without_functions(input, cause)
    }

    /// Entries that no function makes.
    fn without_functions(
        &mut self,
        input: ParseStream<'_>,
        cause: &str,
    ) -> syntax::Result<Vec<Entry>> {
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
                    .with("cause", "the only attribute of an entry is `#[cfg(..)]`")
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
    ) -> syntax::Result<()> {
        if !input.peek(Peek::Group(Delimiter::Parenthesis)) {
            self.violations.report(
                Violation::new(Rule::NotACompositionItem, word)
                    .with("cause", "expected the type of the context")
                    .advise("write `context(UserContext) { .. }`"),
            );
            input.parse::<TokenTree>()?;
            return Ok(());
        }
        let (_, content) = input.group(Delimiter::Parenthesis)?;
        let user: Type = content.parse()?;
        let this = levels.len();
        levels.push(Level {
            context: Some(user),
            outer: Some(outer),
            ..Level::default()
        });
        let (_, body) = input.group(Delimiter::Brace)?;
        while !body.is_empty() {
            let name = body.fork().call(Ident::parse_any).ok();
            let nested = match name {
                Some(name) if name == "transients" && body.peek2(Peek::Group(Delimiter::Brace)) => {
                    body.call(Ident::parse_any)?;
                    let entries = self.entries(&body)?;
                    levels[this].transients.extend(entries);
                    true
                }
                Some(name) if name == "makes" && body.peek2(Peek::Group(Delimiter::Brace)) => {
                    body.call(Ident::parse_any)?;
                    let entries = self.made(&body)?;
                    levels[this].makes.extend(entries);
                    true
                }
                Some(name)
                    if name == "context" && body.peek2(Peek::Group(Delimiter::Parenthesis)) =>
                {
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
                let another = body.is_empty() || body.is(",");
                let section = !another
                    && (body.peek2(Peek::Group(Delimiter::Brace))
                        || body.peek2(Peek::Group(Delimiter::Parenthesis)));
                if !another && !section {
                    let found: TokenTree = body.parse()?;
                    self.unexpected(&found, "a comma");
                    body.parse::<TokenStream>()?;
                }
            }
            while body.is(",") {
                body.token(",")?;
            }
        }
        Ok(())
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let exported = match input.parse()? {
            Visibility::Public(public) => Some(public),
            Visibility::Restricted(_, within) => {
                let cause = "what a part hands out, it hands out to all that have it: write `pub`";
                return Err(syntax::Error::new(within.span(), cause));
            }
            Visibility::Inherited => None,
        };
        let ty = input.parse()?;
        let mut interfaces = Vec::new();
        while input.is("as") {
            input.token("as")?;
            interfaces.push(interface(input)?);
        }
        let made_by = if input.optional("=").is_some() {
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
fn interface(input: ParseStream<'_>) -> syntax::Result<Type> {
    let start = input.fork();
    if let Ok(interface) = input.parse() {
        return Ok(interface);
    }
    let first = start.call(Type::without_plus)?;
    start.token("+")?;
    let place = start.span();
    let [first, second] = [first, start.parse::<Type>()?].map(|ty| type_text(&ty));
    Err(syntax::Error::new(
        place,
        format_args!("one interface stands behind each `as`: write `as {first} as {second}`"),
    ))
}

impl Parse for LeftOut {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let component = if input.peek(Peek::Str) {
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
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let replaced = input.parse()?;
        input.token("=>")?;
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
    let ends = fork.is_empty() || fork.is(",");
    let goes_on = fork.is("<") || fork.is("::");
    word && !ends && !goes_on
}
