//! What stands in the arguments of macros: only the macro knows what it means, so it counts less.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use ssot_rules::composition::{Body, Composition as Written, Named};
use ssot_rules::tokens::any_ident;
use ssot_rules::violation::Violations;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Attribute, Expr, Ident, Macro, Token, Type};

use super::claims::COMPOSITION;
use super::reader::Reader;
use super::tokens::is_mark;
use super::types::compact;
use super::{
    Composition, CompositionEntry, Condition, Construction, Form, InternedPath, ItemPath,
    ItemPathBuf, MockMacro, NamedType, PathRef, Predicate, Section, Static, StaticKind, TypeRef,
};

/// Macros whose tokens are compiled where they are used, if they are compiled at all.
const QUOTING: &[&str] = &[
    "macro_rules",
    "parse_quote",
    "parse_quote_spanned",
    "quote",
    "quote_spanned",
    "stringify",
];

impl Reader {
    pub(super) fn invocation(&mut self, invocation: &Macro) {
        let Some(name) = invocation
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string())
        else {
            return;
        };
        self.mention(None, &invocation.path);
        self.facts.has_impls_in_macros |=
            any_ident(invocation.tokens.clone(), &mut |word| word == "impl");
        self.given_names(&name, &invocation.tokens);
        let outer = self.at;
        self.at.in_macro = true;
        match name.as_str() {
            "lazy_static" => self.statics(&invocation.tokens, StaticKind::LazyStatic),
            // Some projects have one of their own, with that in its name.
            name if name.ends_with("thread_local") => {
                self.statics(&invocation.tokens, StaticKind::ThreadLocal);
            }
            _ if self.names.ours(&invocation.path) == Some(COMPOSITION) => {
                self.composition(invocation);
            }
            "mock" => self.mock(&invocation.tokens),
            "cfg_if" => self.branches(&invocation.tokens),
            // By custom, what such a macro is given is compiled under a condition that it knows.
            name if name.starts_with("cfg_") => {
                let condition =
                    Condition::default().and_predicate(Predicate::Other(name.to_owned()));
                self.under(&condition, |reader| reader.arguments(&invocation.tokens));
            }
            name if QUOTING.contains(&name) => {
                let place = self.bytes(&invocation.tokens);
                self.facts.quoted.push(place);
                match name {
                    "macro_rules" => self.raw(invocation.tokens.clone()),
                    _ => self.arguments(&invocation.tokens),
                }
            }
            _ => {
                self.pattern_of_macro(&name, &invocation.tokens);
                self.arguments(&invocation.tokens);
            }
        }
        self.at = outer;
    }

    /// Expressions, if they are some: `vec![..]`, `assert!(..)`, `format!(..)`.
    fn arguments(&mut self, tokens: &TokenStream) {
        let expressions = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(expressions) = expressions.parse2(tokens.clone()) {
            for expression in &expressions {
                self.visit_expr(expression);
            }
        } else if let Ok(statements) = syn::Block::parse_within.parse2(tokens.clone()) {
            for statement in &statements {
                self.visit_stmt(statement);
            }
        } else {
            self.raw(tokens.clone());
        }
    }

    fn under(&mut self, condition: &Condition, work: impl FnOnce(&mut Self)) {
        let inner = self.condition.and(condition);
        let outer = core::mem::replace(&mut self.condition, inner);
        work(self);
        self.condition = outer;
    }

    /// `cfg_if!`: each pair of braces is compiled if its own predicate holds and those before do not.
    fn branches(&mut self, tokens: &TokenStream) {
        let mut earlier = Condition::default();
        let mut own = None;
        for token in tokens.clone() {
            let TokenTree::Group(group) = token else {
                continue;
            };
            match group.delimiter() {
                Delimiter::Bracket => own = predicate(group.stream()),
                Delimiter::Brace => {
                    let condition = own.iter().cloned();
                    let condition = condition.fold(earlier.clone(), Condition::and_predicate);
                    self.under(&condition, |reader| reader.arguments(&group.stream()));
                    let others = own.take().map(|own| Predicate::Not(Box::new(own)));
                    earlier = others.into_iter().fold(earlier, Condition::and_predicate);
                }
                _ => {}
            }
        }
    }

    /// Tokens that are no Rust by themselves: paths that are called or followed by braces.
    pub(super) fn raw(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.raw(group.stream()),
                TokenTree::Ident(first) => {
                    if first == "static" {
                        self.raw_static(&tokens, at);
                    }
                    let (path, end) = path_at(&tokens, at);
                    // What a macro is called with stands behind a `$`; only one name there has a meaning of its own.
                    let given = at
                        .checked_sub(1)
                        .is_some_and(|before| is_mark(&tokens[before], '$'));
                    if !given || first == "crate" {
                        self.raw_mention(path.as_path(), &tokens[at..end]);
                    }
                    self.raw_construction(path.as_path(), &tokens[at..end], tokens.get(end));
                    at = end;
                    continue;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }

    fn raw_mention(&mut self, path: ItemPath<'_>, written: &[TokenTree]) {
        if let [first, .., last] = written
            && (path.is_name() || path.first() != "Self")
        {
            let fact = PathRef {
                at: self.at,
                path: path.into(),
                place: self.between(first.span(), last.span()),
            };
            self.facts.paths.push(fact);
        }
    }

    fn raw_construction(
        &mut self,
        path: ItemPath<'_>,
        written: &[TokenTree],
        behind: Option<&TokenTree>,
    ) {
        let Some(TokenTree::Group(group)) = behind else {
            return;
        };
        let named_like_a_type = path
            .segments()
            .any(|segment| segment.starts_with(char::is_uppercase));
        let form = match group.delimiter() {
            Delimiter::Parenthesis => Form::Call,
            Delimiter::Brace if named_like_a_type => Form::Literal,
            _ => return,
        };
        let (Some(first), Some(last)) = (written.first(), written.last()) else {
            return;
        };
        let fact = Construction {
            at: self.at,
            form,
            path: path.into(),
            place: self.between(first.span(), last.span()),
            whole: self.between(first.span(), group.span()),
        };
        self.facts.constructions.push(fact);
    }

    fn statics(&mut self, tokens: &TokenStream, kind: StaticKind) {
        let Ok(Statics(statics)) = syn::parse2(tokens.clone()) else {
            return self.raw(tokens.clone());
        };
        for item in statics {
            let attributes = self.attributes(&item.attributes);
            self.within(attributes.test, |reader| {
                let fact = Static {
                    name: item.name.unraw().to_string().into(),
                    kind,
                    at: reader.at,
                    place: reader.bytes(&item.name),
                    ty: TypeRef::new(&item.ty),
                    ty_place: reader.bytes(&item.ty),
                    visibility: super::items::visibility(&item.visibility),
                    mutable: false,
                    value: reader.bytes(&item.value),
                    linked: false,
                };
                reader.facts.statics.push(fact);
                reader.visit_type(&item.ty);
                reader.arguments(&item.value);
            });
        }
    }

    fn composition(&mut self, invocation: &Macro) {
        self.claim(&invocation.path, COMPOSITION);
        let (tokens, path) = (&invocation.tokens, self.bytes(&invocation.path));
        let mut violations = Violations::new();
        let written = Written::read(tokens.clone(), &mut violations);
        let name = written
            .as_ref()
            .map(|written| written.name.unraw().to_string());
        let name = name.unwrap_or_else(|| COMPOSITION.to_owned());
        self.violations(&violations.into_vec(), &name, path);
        let Some(written) = written else { return };
        let mut fact = Composition {
            name: written.name.unraw().to_string(),
            at: self.at,
            place: self.bytes(&written.name),
            path,
            tokens: self.bytes(tokens),
            entries: Vec::new(),
            left_out: Vec::new(),
            base: None,
            replaced: Vec::new(),
        };
        let listed = match &written.body {
            Body::Listed(listed) => listed,
            Body::Overriding {
                base, overrides, ..
            } => {
                fact.base = Some(ItemPathBuf::from_ruled(base).into());
                fact.replaced = overrides
                    .iter()
                    .map(|one| (named_type(&one.replaced), named_type(&one.replacement)))
                    .collect();
                self.facts.compositions.push(fact);
                return;
            }
            _ => return,
        };
        let mut entries = Vec::new();
        let mut add = |section: Section, listed: &[ssot_rules::composition::Entry]| {
            entries.extend(listed.iter().map(|entry| CompositionEntry {
                section: section.clone(),
                component: named_type(&entry.ty),
                interfaces: entry.interfaces.iter().map(named_type).collect(),
                exported: entry.exported.is_some(),
            }));
        };
        add(Section::Inputs, &listed.inputs);
        add(Section::Parts, &listed.parts);
        for level in &listed.levels {
            let context = level.context.as_ref();
            let section = context.map_or(Section::Singletons, |context| {
                Section::Context(named_type(context))
            });
            add(section, &level.shared);
            add(Section::Transients, &level.transients);
            add(Section::Makes, &level.makes);
        }
        add(Section::Collections, &listed.collections);
        fact.entries = entries;
        let left_out = listed
            .left_out
            .iter()
            .map(|left_out| match &left_out.component {
                Named::Name(name) => name.value(),
                Named::Type(ty) => compact(ty),
                _ => String::new(),
            });
        fact.left_out = left_out.collect();
        self.facts.compositions.push(fact);
    }

    /// `mock! { pub Name {} impl Trait for Name { fn method(&self); } }`
    fn mock(&mut self, tokens: &TokenStream) {
        let mut tokens = tokens.clone().into_iter().peekable();
        let name = tokens.by_ref().find_map(|token| match token {
            TokenTree::Ident(ident) if ident != "pub" => Some(ident),
            _ => None,
        });
        let Some(name) = name else { return };
        let rest: TokenStream = tokens
            .skip_while(|token| !matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace))
            .skip(1)
            .collect();
        let Ok(file) = syn::parse2::<Signatures>(rest) else {
            return;
        };
        let fact = MockMacro {
            name: format!("Mock{}", name.unraw()).into(),
            at: self.at,
            place: self.bytes(&name),
            interfaces: file.0,
        };
        self.facts.mock_macros.push(fact);
    }
}

fn named_type(ty: &ssot_rules::syntax::Type) -> NamedType {
    NamedType {
        text: compact(ty),
        ty: super::ruled::type_of(ty),
    }
}

fn predicate(tokens: TokenStream) -> Option<Predicate> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => Some(Predicate::new(group.stream())),
        _ => None,
    })
}

/// The path that starts at a word, without generic arguments, and where it ends.
fn path_at(tokens: &[TokenTree], start: usize) -> (ItemPathBuf, usize) {
    let is_colon = |token: Option<&TokenTree>| token.is_some_and(|token| is_mark(token, ':'));
    let mut path = ItemPathBuf::from_segments([tokens[start].to_string()]);
    let mut at = start + 1;
    while is_colon(tokens.get(at))
        && is_colon(tokens.get(at + 1))
        && let Some(TokenTree::Ident(ident)) = tokens.get(at + 2)
    {
        path.push(ident.unraw().to_string());
        at += 3;
    }
    (path, at)
}

/// `static ref NAME: Type = value;`, as often as it is written, or without `ref`.
struct Statics(Vec<OneStatic>);

struct OneStatic {
    attributes: Vec<Attribute>,
    visibility: syn::Visibility,
    name: Ident,
    ty: Type,
    value: TokenStream,
}

impl Parse for Statics {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut statics = Vec::new();
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let visibility = input.parse()?;
            input.parse::<Token![static]>()?;
            input.parse::<Option<Token![ref]>>()?;
            let name = input.parse()?;
            input.parse::<Token![:]>()?;
            let ty = input.parse()?;
            input.parse::<Token![=]>()?;
            let mut value = TokenStream::new();
            while !input.is_empty() && !input.peek(Token![;]) {
                value.extend([input.parse::<TokenTree>()?]);
            }
            input.parse::<Option<Token![;]>>()?;
            statics.push(OneStatic {
                attributes,
                visibility,
                name,
                ty,
                value,
            });
        }
        Ok(Self(statics))
    }
}

/// Impls whose functions have no bodies: the trait of each, with the names of the functions.
struct Signatures(Vec<(InternedPath, Vec<String>)>);

impl Parse for Signatures {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Vec::new();
        while !input.is_empty() {
            input.call(Attribute::parse_outer)?;
            input.parse::<Token![impl]>()?;
            input.parse::<syn::Generics>()?;
            let path: syn::Path = input.parse()?;
            input.parse::<Token![for]>()?;
            input.parse::<Type>()?;
            while !input.is_empty() && !input.peek(syn::token::Brace) {
                input.parse::<TokenTree>()?;
            }
            let group: proc_macro2::Group = input.parse()?;
            let path = ItemPathBuf::from_syntax(&path);
            found.push((path.into(), functions(group.stream())));
        }
        Ok(Self(found))
    }
}

fn functions(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let named = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "fn" => {
            Some(name.unraw().to_string())
        }
        _ => None,
    });
    named.collect()
}
