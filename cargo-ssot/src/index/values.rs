//! Values that are written down: constants, patterns, and where constants and statics are used by their names.

use std::fmt::{self, Write as _};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Expr, Lit, Path, Type, UnOp};

use super::reader::Reader;
use super::tokens::{is_mark, is_word};
use super::types::compact;
use super::{
    Bytes, InternedPath, ItemPathBuf, Location, Name, Static, StaticKind, TypeRef, Visibility,
};

/// A macro that defines a static whose name it is given.
#[derive(Clone, Debug)]
pub struct StaticMacro {
    pub name: Name,
    /// The static. Its name is that of the macro's parameter.
    pub fact: Static,
}

/// A call of a macro that may define statics.
#[derive(Clone, Debug)]
pub struct Invocation {
    pub name: Name,
    pub at: Location,
    /// The names in capitals that it is given first, with their bytes.
    pub given: Vec<(String, Bytes)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    Number,
    /// What a regular expression is made of.
    Pattern,
    Text,
}

/// A constant, or a value that stands where it is used.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name; empty for a value that has none.
    pub name: Name,
    pub at: Location,
    /// The bytes of its name, or of the value.
    pub place: Bytes,
    pub kind: ValueKind,
    /// The value, as it can be compared.
    pub value: String,
}

/// A use of the name of a constant or a static.
#[derive(Clone, Debug)]
pub struct NameUse {
    pub path: InternedPath,
    pub place: Bytes,
}

impl Reader {
    /// A constant, if its value can be told without computing more than numbers.
    pub(super) fn constant(&mut self, name: &syn::Ident, value: &Expr) {
        if let Some((kind, text)) = value_of(value) {
            let fact = Constant {
                name: name.into(),
                at: self.at,
                place: self.span(name.span()),
                kind,
                value: text,
            };
            self.facts.constants.push(fact);
        } else if is_table(value) {
            let place = self.bytes(value);
            self.facts.tables.push((name.unraw().to_string(), place));
        }
    }

    /// A pattern: what `Regex::new` and its like are given.
    pub(super) fn pattern_literal(&mut self, function: &Path, argument: Option<&Expr>) {
        let mut segments = function.segments.iter().rev();
        let (Some(called), Some(of)) = (segments.next(), segments.next()) else {
            return;
        };
        let Some(Expr::Lit(literal)) = argument else {
            return;
        };
        if called.ident == "new"
            && of.ident.to_string().contains("Regex")
            && let Lit::Str(text) = &literal.lit
        {
            self.pattern_text(text);
        }
    }

    /// A pattern that a macro is given: `regex!("[a-z]+")`, `regex_captures!("[a-z]+", text)`.
    pub(super) fn pattern_of_macro(&mut self, name: &str, tokens: &TokenStream) {
        if let Some(TokenTree::Literal(literal)) = tokens.clone().into_iter().next()
            && name.contains("regex")
            && let Lit::Str(text) = Lit::new(literal)
        {
            self.pattern_text(&text);
        }
    }

    fn pattern_text(&mut self, text: &syn::LitStr) {
        let fact = Constant {
            name: Name::default(),
            at: self.at,
            place: self.span(text.span()),
            kind: ValueKind::Pattern,
            value: text.value(),
        };
        self.facts.constants.push(fact);
    }

    /// The names in capitals that a macro is given, by which it may define statics.
    pub(super) fn given_names(&mut self, name: &str, tokens: &TokenStream) {
        let words = tokens.clone().into_iter().filter_map(|token| match token {
            TokenTree::Ident(word) if is_capital(&word) => Some(word),
            _ => None,
        });
        let given: Vec<_> = words
            .map(|word| (word.to_string(), self.span(word.span())))
            .collect();
        if !given.is_empty() {
            self.facts.invocations.push(Invocation {
                name: name.into(),
                at: self.at,
                given,
            });
        }
    }

    /// The last of some tokens, if it is a use of a constant or a static: a name in capitals, with the path in front of it.
    pub(super) fn name_use(&mut self, tokens: &[TokenTree]) {
        if let Some((TokenTree::Ident(name), before)) = tokens.split_last()
            && is_capital(name)
            && !is_defined_here(before)
        {
            let fact = NameUse {
                path: path_before(before, name).into(),
                place: self.span(name.span()),
            };
            self.facts.name_uses.push(fact);
        }
    }

    /// A static in tokens that are no Rust by themselves: `static NAME: Type` at this position.
    pub(super) fn raw_static(&mut self, tokens: &[TokenTree], at: usize) {
        let word = |at: usize, word| tokens.get(at).is_some_and(|token| is_word(token, word));
        let sign = |at: usize, mark| tokens.get(at).is_some_and(|token| is_mark(token, mark));
        // `&'static T`
        if at.checked_sub(1).is_some_and(|before| sign(before, '\'')) {
            return;
        }
        let mutable = word(at + 1, "mut");
        let mut next = at + 1 + usize::from(mutable || word(at + 1, "ref"));
        let given = sign(next, '$');
        next += usize::from(given);
        let Some(TokenTree::Ident(name)) = tokens.get(next) else {
            return;
        };
        if !sign(next + 1, ':') || sign(next + 2, ':') {
            return;
        }
        let start = next + 2;
        let ends = |token: &TokenTree| is_mark(token, '=') || is_mark(token, ';');
        let length = tokens[start..].iter().position(ends);
        let end = length.map_or(tokens.len(), |length| start + length);
        let written: TokenStream = tokens[start..end].iter().cloned().collect();
        // What a macro is given stands for a type as well as a name does.
        let ty = syn::parse2::<Type>(without_dollars(written.clone()));
        let value = tokens.get(end + 1..).unwrap_or_default();
        let value = value.iter().take_while(|token| !is_mark(token, ';'));
        let value: TokenStream = value.cloned().collect();
        let fact = Static {
            name: name.into(),
            kind: StaticKind::Plain,
            at: self.at,
            place: self.span(name.span()),
            ty: ty.map_or(TypeRef::Unknown, |ty| TypeRef::new(&ty)),
            ty_place: self.bytes(&written),
            visibility: visibility_before(&tokens[..at]),
            mutable,
            value: self.bytes(&value),
            linked: false,
        };
        if given {
            self.facts.static_macros.push(StaticMacro {
                name: self.macro_name.as_str().into(),
                fact,
            });
        } else {
            self.facts.statics.push(fact);
        }
    }
}

/// How far an item can be seen, by the tokens in front of it.
fn visibility_before(before: &[TokenTree]) -> Visibility {
    match before {
        [.., public] if is_word(public, "pub") => Visibility::Public,
        [.., public, TokenTree::Group(_)] if is_word(public, "pub") => Visibility::Restricted,
        _ => Visibility::Private,
    }
}

/// The tokens without the signs of what a macro is given, in brackets too.
fn without_dollars(tokens: TokenStream) -> TokenStream {
    let kept = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Punct(mark) if mark.as_char() == '$' => None,
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
            let inner = without_dollars(group.stream());
            Some(TokenTree::Group(proc_macro2::Group::new(
                group.delimiter(),
                inner,
            )))
        }
        token => Some(token),
    });
    kept.collect()
}

/// Whether a name is written as those of constants and statics are. Every word of a file is asked, so none becomes a text.
fn is_capital(name: &proc_macro2::Ident) -> bool {
    #[derive(Default)]
    struct Letters {
        count: usize,
        capital: bool,
    }
    impl fmt::Write for Letters {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for letter in text.chars() {
                if !(letter.is_uppercase() || letter.is_numeric() || letter == '_') {
                    return Err(fmt::Error);
                }
                self.count += 1;
                self.capital |= letter.is_uppercase();
            }
            Ok(())
        }
    }
    let mut letters = Letters::default();
    write!(letters, "{name}").is_ok() && letters.count > 1 && letters.capital
}

/// Whether the tokens in front of a name say that it is defined there.
fn is_defined_here(before: &[TokenTree]) -> bool {
    match before {
        [.., last] if is_word(last, "const") || is_word(last, "static") => true,
        [.., first, last] if is_word(first, "static") => {
            is_word(last, "mut") || is_word(last, "ref")
        }
        _ => false,
    }
}

/// The path that ends in a name, as far as it is written in front of it.
fn path_before(before: &[TokenTree], name: &proc_macro2::Ident) -> ItemPathBuf {
    let mut names = vec![name.to_string()];
    let mut left = before;
    while let [rest @ .., TokenTree::Ident(segment), one, two] = left
        && is_mark(one, ':')
        && is_mark(two, ':')
    {
        names.push(segment.unraw().to_string());
        left = rest;
    }
    ItemPathBuf::from_segments(names.iter().rev())
}

fn is_table(value: &Expr) -> bool {
    match value {
        Expr::Reference(inner) => is_table(&inner.expr),
        Expr::Array(array) => array.elems.len() > 1,
        _ => false,
    }
}

/// What a value is, and as which text it can be compared.
pub(super) fn value_of(value: &Expr) -> Option<(ValueKind, String)> {
    if let Some(number) = number(value) {
        return Some((ValueKind::Number, number.to_string()));
    }
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some((ValueKind::Text, text.value())),
            Lit::ByteStr(_) | Lit::CStr(_) => Some((ValueKind::Text, compact(literal))),
            Lit::Float(float) => Some((ValueKind::Number, float.base10_digits().to_owned())),
            _ => None,
        },
        // A text that is put together when it is compiled.
        Expr::Macro(inner) if inner.mac.path.is_ident("concat") => {
            Some((ValueKind::Text, compact(&inner.mac)))
        }
        Expr::Paren(inner) => value_of(&inner.expr),
        Expr::Group(inner) => value_of(&inner.expr),
        Expr::Reference(inner) => value_of(&inner.expr),
        Expr::Array(array) => {
            let elements = array.elems.iter().map(value_of);
            let elements: Option<Vec<_>> = elements.collect();
            let elements = elements.filter(|elements| elements.len() > 1)?;
            let texts: Vec<_> = elements.into_iter().map(|(_, text)| text).collect();
            Some((ValueKind::Text, texts.join(", ")))
        }
        // `Duration::from_secs(30)`
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else {
                return None;
            };
            let path = ItemPathBuf::from_syntax(&function.path).into_string();
            let [argument] = Vec::from_iter(&call.args)[..] else {
                return None;
            };
            let (kind, text) = value_of(argument)?;
            (kind == ValueKind::Number && path.contains("Duration::from_"))
                .then(|| (ValueKind::Number, format!("{path}({text})")))
        }
        _ => None,
    }
}

/// A whole number, computed if it has to be: `64 * 1024`.
fn number(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => int.base10_parse().ok(),
            _ => None,
        },
        Expr::Paren(inner) => number(&inner.expr),
        Expr::Group(inner) => number(&inner.expr),
        Expr::Cast(inner) => number(&inner.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            number(&unary.expr)?.checked_neg()
        }
        Expr::Binary(binary) => {
            let (left, right) = (number(&binary.left)?, number(&binary.right)?);
            match binary.op {
                syn::BinOp::Add(_) => left.checked_add(right),
                syn::BinOp::Sub(_) => left.checked_sub(right),
                syn::BinOp::Mul(_) => left.checked_mul(right),
                syn::BinOp::Shl(_) => left.checked_shl(u32::try_from(right).ok()?),
                _ => None,
            }
        }
        _ => None,
    }
}
