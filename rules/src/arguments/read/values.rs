//! The values of single arguments.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::super::scope::Scope;
use super::super::sole::Sole;
use super::{Given, Reader, Value};
use crate::catalogue::Rule;
use crate::enforcement::Enforcement;
use crate::identifiers;
use crate::syntax::{self, LitStr, Parse, ParseStream, Path, Type};
use crate::tokens::can_be_imported;
use crate::violation::Violation;

impl Reader<'_> {
    pub(in crate::arguments) fn path(&mut self, given: &Given) -> Option<Path> {
        self.assigned(given, "the path of the crate", imported)
    }

    pub(in crate::arguments) fn component_path(&mut self, given: &Given) -> Option<Path> {
        self.assigned(given, "the path of a component", imported)
    }

    pub(in crate::arguments) fn enforcement(
        &mut self,
        given: &Given,
    ) -> Option<(Enforcement, LitStr)> {
        let wanted = "the string \"deny\" or \"warn\"";
        let word = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        let known = Enforcement::ALL
            .iter()
            .find(|level| level.word() == word.value());
        if known.is_none() {
            let words = [("deny", "\"deny\""), ("warn", "\"warn\"")];
            self.wrong_word(given, (&word, &word.value()), wanted, &words);
        }
        Some((*known?, word))
    }

    pub(in crate::arguments) fn replaced(&mut self, given: &Given) -> Option<LitStr> {
        self.assigned(given, "a string", <LitStr as Parse>::parse)
    }

    /// `"deny"`; `None` for all else, which is reported.
    pub(in crate::arguments) fn denial(&mut self, given: &Given) -> Option<Ident> {
        let wanted = "the string \"deny\"";
        let level = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        if level.value() == "deny" {
            return Some(given.name.clone());
        }
        self.wrong(given.specification, &level, wanted);
        None
    }

    pub(in crate::arguments) fn allowed_derive(&mut self, given: &Given) -> Option<Ident> {
        let wanted = "`Clone`, the one derive that can be allowed";
        let mut allowed = None;
        for derive in self.listed::<Ident>(given, wanted) {
            if derive != "Clone" {
                self.wrong(given.specification, &derive, wanted);
            } else if allowed.replace(derive.clone()).is_some() {
                self.repeated(&derive);
            }
        }
        allowed
    }

    pub(in crate::arguments) fn interfaces(&mut self, given: &Given) -> Vec<Path> {
        let wanted = "the paths of traits";
        let mut interfaces: Vec<Path> = Vec::new();
        for interface in self.listed::<Path>(given, wanted) {
            let text = interface.to_token_stream().to_string();
            if !can_be_imported(&interface) {
                self.wrong(given.specification, &interface, wanted);
            } else if interfaces
                .iter()
                .any(|known| known.to_token_stream().to_string() == text)
            {
                self.repeated(&interface);
            } else {
                interfaces.push(interface);
            }
        }
        interfaces
    }

    pub(in crate::arguments) fn scope(&mut self, given: &Given) -> Option<Scope> {
        let wanted = "`transient`, `singleton` or `context(Type)`";
        let value = self.assigned(given, wanted, <TokenStream as Parse>::parse)?;
        let tokens: Vec<TokenTree> = value.clone().into_iter().collect();
        let scope = match tokens.as_slice() {
            [TokenTree::Ident(word)] if word == "transient" => Some(Scope::Transient),
            [TokenTree::Ident(word)] if word == "singleton" => Some(Scope::Singleton),
            [TokenTree::Ident(word), TokenTree::Group(group)] if word == "context" => {
                syntax::parse2::<Type>(group.stream())
                    .ok()
                    .map(|context| Scope::Context(Box::new(context)))
            }
            [TokenTree::Ident(word), ..] if tokens.len() < 3 => {
                let words = [
                    ("transient", "transient"),
                    ("singleton", "singleton"),
                    ("context", "context(Type)"),
                ];
                self.wrong_word(given, (&value, &word.to_string()), wanted, &words);
                return None;
            }
            _ => None,
        };
        if scope.is_none() {
            self.wrong(given.specification, &value, wanted);
        }
        scope
    }

    /// A word with or without a name behind it.
    pub(in crate::arguments) fn sole(&mut self, given: &Given) -> Sole {
        let name = match &given.value {
            Value::None => None,
            _ => self.component_name(given),
        };
        Sole {
            word: given.name.clone(),
            name,
        }
    }

    /// A name that becomes a symbol: of a component, or of a sole interface.
    pub(in crate::arguments) fn component_name(&mut self, given: &Given) -> Option<LitStr> {
        let name = self.assigned(given, "a string", <LitStr as Parse>::parse)?;
        let text = name.value();
        let defect = if text.is_empty() {
            "is empty"
        } else if text.contains(identifiers::is_invisible) {
            "contains an invisible character"
        } else if text.contains("__") {
            "contains two underscores in a row, which stand for `::` in the generated symbol"
        } else if !text.split("::").all(identifiers::is_identifier) {
            "is not a path of identifiers"
        } else if text.contains("_::") || text.contains("::_") {
            "has an underscore beside `::`, which is written as two in the generated symbol"
        } else {
            return Some(name);
        };
        self.violations.report(
            Violation::new(Rule::InvalidName, &name)
                .with("name", identifiers::visible(&text))
                .with("defect", defect),
        );
        None
    }

    pub(in crate::arguments) fn canonical(&mut self, given: &Given) -> Option<(LitStr, Path)> {
        let wanted = "a string with a path that starts with `crate::`";
        let text = self.assigned(given, wanted, <LitStr as Parse>::parse)?;
        match text.parse_with(Path::parse_mod_style) {
            Ok(path)
                if path.segments.len() > 1
                    && path
                        .segments
                        .first()
                        .is_some_and(|first| first.ident == "crate") =>
            {
                Some((text, path))
            }
            _ => {
                self.wrong(given.specification, &text, wanted);
                None
            }
        }
    }
}

/// A path that can stand in a `use`: `Self` is none.
fn imported(input: ParseStream<'_>) -> syntax::Result<Path> {
    let path = Path::parse_mod_style(input)?;
    if can_be_imported(&path) {
        Ok(path)
    } else {
        Err(syntax::Error::new_spanned(path, "it leads to no item"))
    }
}
