//! Where a body names the type, and what is written there instead.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::SelfType;
use super::cursor::{Cursor, is_mark};
use crate::generate::ident_at;

/// A place where the type is named.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else about the place"
)]
pub(super) struct Mention {
    pub(super) place: Span,
    /// Written `Self`.
    is_self: bool,
    pub(super) is_upper_case: bool,
    /// Its tokens, with generic arguments.
    pub(super) length: usize,
    /// More of a path follows.
    pub(super) continues: bool,
    /// What follows is one of the functions that move to the factory.
    names_constructor: bool,
    /// It stands between the brackets of generic arguments, as far as its neighbours tell.
    pub(super) is_argument: bool,
}

impl SelfType<'_> {
    /// How the current token names the type, if it does.
    pub(super) fn mention(&self, cursor: &Cursor) -> Option<Mention> {
        let word = cursor.word(0);
        let is_self = word == "Self" && self.has_self();
        let is_alias = self.aliases.iter().any(|alias| alias == word);
        let is_name = word == self.name && (!self.hidden || cursor.follows(':', ':'));
        if !is_self && !is_name && !is_alias || is_mark(cursor.before(1), '\'') {
            return None;
        }
        if !is_self {
            let of_a_value = is_mark(cursor.before(1), '.') && !is_mark(cursor.before(2), '.');
            let names_a_field = cursor.is_mark(1, ':') && !cursor.is_operator(1, ':', ':');
            let elsewhere = cursor.follows(':', ':') && !self.is_own_path(cursor);
            if of_a_value || names_a_field || elsewhere {
                return None;
            }
        }
        let mut length = 1;
        if !is_self && cursor.is_operator(1, ':', ':') && cursor.is_mark(3, '<') {
            length = cursor.behind_generics(3);
        }
        let continues = cursor.is_operator(length, ':', ':');
        let next = cursor.word(length + 2);
        // By another path it may be a type of the same name, which is what most of them are.
        let is_certain = is_self || !cursor.follows(':', ':') || self.is_same_path(cursor);
        let names_constructor = continues && is_certain && self.constructs(next);
        let is_argument = is_mark(cursor.before(1), '<')
            || cursor.is_mark(length, '>') && !cursor.is_operator(length, '>', '=')
            || cursor.is_mark(length, '<') && !cursor.is_operator(length, '<', '=');
        Some(Mention {
            is_argument,
            place: cursor.peek(0)?.span(),
            is_self,
            is_upper_case: word.starts_with(char::is_uppercase),
            length,
            continues,
            names_constructor,
        })
    }

    /// Whether the current name is that of a field, alone among the fields of a literal or a pattern.
    pub(super) fn is_shorthand(cursor: &Cursor, of_fields: bool) -> bool {
        let starts = matches!(cursor.word_before(1), "ref" | "mut")
            || cursor.before(1).is_none()
            || is_mark(cursor.before(1), ',');
        let ends = cursor.peek(1).is_none() || cursor.is_mark(1, ',');
        of_fields && starts && ends && !cursor.is_word(0, "Self")
    }

    pub(super) fn constructs(&self, name: &str) -> bool {
        self.constructors
            .iter()
            .any(|constructor| constructor == name)
    }

    /// The names in front of the current one, if they are a path.
    fn modules_before(cursor: &Cursor) -> Option<Vec<&str>> {
        let mut modules = Vec::new();
        let mut at = 3;
        while is_mark(cursor.before(at - 1), ':') && is_mark(cursor.before(at - 2), ':') {
            let module = cursor.word_before(at);
            if module.is_empty() {
                return None;
            }
            modules.insert(0, module);
            at += 3;
        }
        Some(modules)
    }

    /// Whether the current name stands behind the path that the impl has, or behind `self` where it has none.
    fn is_same_path(&self, cursor: &Cursor) -> bool {
        Self::modules_before(cursor).is_some_and(|modules| {
            *modules == *self.modules || self.modules.is_empty() && modules == ["self"]
        })
    }

    /// Whether the path in front of the current name can lead to the type.
    fn is_own_path(&self, cursor: &Cursor) -> bool {
        let leads_there = |modules: &[&str]| {
            modules.first().is_some_and(|first| ["crate", "self", "super"].contains(first))
                // A variant of an enum may be called like the type.
                && !modules.iter().any(|module| module.starts_with(char::is_uppercase))
        };
        self.is_same_path(cursor)
            || Self::modules_before(cursor).is_some_and(|modules| leads_there(&modules))
    }

    /// The path that starts at the mention, up to what is not the type any more.
    pub(super) fn path(&self, cursor: &mut Cursor, mention: &Mention) -> TokenStream {
        let written = cursor.take_to(cursor.at + mention.length);
        let place = mention.place;
        match (mention.is_self, mention.names_constructor) {
            (true, true) => {
                let factory = &self.factory;
                quote_spanned!(place=> <#factory>)
            }
            (true, false) => self.value_at(place),
            (false, true) => {
                let factory = self.named_factory(place);
                let arguments = self.in_types(written.into_iter().skip(1).collect());
                quote!(#factory #arguments)
            }
            (false, false) => self.in_types(written),
        }
    }

    /// `<Self>` and `<Port<T>>` in front of one of the functions that move to the factory.
    pub(super) fn qualified_factory(&self, written: &TokenStream) -> Option<TokenStream> {
        let mut cursor = Cursor::new(written.clone());
        cursor.at = 1;
        let mention = self.mention(&cursor)?;
        let ends = cursor.at + 2 == cursor.len();
        if mention.is_self {
            let factory = &self.factory;
            return ends.then(|| quote!(<#factory>));
        }
        if !ends && !cursor.is_mark(1, '<') {
            return None;
        }
        let factory = self.named_factory(mention.place);
        let arguments = written.clone().into_iter().skip(2);
        let arguments: TokenStream = arguments.collect();
        Some(quote!(<#factory #arguments))
    }

    /// The factory of the type where it is called by its name.
    fn named_factory(&self, place: Span) -> Ident {
        let factory = format!("{}Factory", self.name.trim_start_matches("r#"));
        ident_at(&factory, place)
    }
}
