//! Reading `allow("literal", reason = "why")`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::{Given, Reader, Value};
use crate::arguments::Permission;
use crate::catalogue::Rule;
use crate::hardcoded::shown;
use crate::nearest::nearest;
use crate::syntax::{self, AnyIdent, LitStr};
use crate::tokens::without_invisible_groups;
use crate::violation::Violation;

const WANTED: &str = "a string, and the reason for it";

impl Reader<'_> {
    /// One permission, which is none of those that are `known`.
    pub(in super::super) fn permission(
        &mut self,
        given: &Given,
        known: &[Permission],
    ) -> Option<Permission> {
        let tokens = match &given.value {
            Value::List(group) if !group.stream().is_empty() => group.stream(),
            Value::Assigned(tokens) if !tokens.is_empty() => {
                self.wrong(given.specification, tokens, WANTED);
                return None;
            }
            _ => {
                self.missing(given);
                return None;
            }
        };
        let tokens = without_invisible_groups(tokens);
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let mut parts = tokens.split(is_comma);
        let literal = parts.next().unwrap_or_default();
        let Ok(literal) = syntax::parse2::<LitStr>(stream(literal)) else {
            let place = if literal.is_empty() { &tokens } else { literal };
            self.wrong(given.specification, &stream(place), WANTED);
            return None;
        };
        let mut reason = Reason::Missing;
        for part in parts.filter(|part| !part.is_empty()) {
            reason = self.reason(given, part, &reason);
        }
        self.check_reason(&literal, &reason);
        if known
            .iter()
            .any(|known| known.literal.value() == literal.value())
        {
            self.violations
                .report(Violation::new(Rule::RepeatedArgument, &literal).with(
                    "argument",
                    format_args!("allow({})", shown(&literal.token().to_string())),
                ));
            return None;
        }
        Some(Permission::new(literal, matches!(reason, Reason::Given)))
    }

    fn reason(&mut self, given: &Given, part: &[TokenTree], known: &Reason) -> Reason {
        let [TokenTree::Ident(key), rest @ ..] = part else {
            self.wrong(given.specification, &stream(part), WANTED);
            return Reason::Reported;
        };
        if *key != "reason" {
            self.unknown_part(key);
            return Reason::Reported;
        }
        if !matches!(known, Reason::Missing) {
            self.repeated(key);
            return Reason::Reported;
        }
        match rest {
            [TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => {
                match syntax::parse2::<LitStr>(stream(value)) {
                    Ok(text) if text.value().trim().is_empty() => Reason::Empty(text),
                    Ok(_) => Reason::Given,
                    Err(_) => {
                        let place = if value.is_empty() { part } else { value };
                        self.wrong(given.specification, &stream(place), WANTED);
                        Reason::Reported
                    }
                }
            }
            _ => {
                self.wrong(given.specification, &stream(part), WANTED);
                Reason::Reported
            }
        }
    }

    fn check_reason(&mut self, literal: &LitStr, reason: &Reason) {
        let place = match reason {
            Reason::Given | Reason::Reported => return,
            Reason::Empty(text) => text,
            Reason::Missing => literal,
        };
        self.violations.report(
            Violation::new(Rule::UnreasonedPermission, place)
                .with("literal", shown(&literal.token().to_string())),
        );
    }

    fn unknown_part(&mut self, key: &Ident) {
        let word = key.unraw().to_string();
        let usage = "reason = \"why it has to stand here\"";
        let advice = match nearest(&word, ["reason"]) {
            Some(_) => format!("did you mean `{usage}`?"),
            None => format!("behind the literal, write `{usage}` and nothing else"),
        };
        self.violations.report(
            Violation::new(Rule::UnknownArgument, key)
                .with("attribute", format_args!("{}(allow(..))", self.attribute))
                .with("argument", word)
                .advise(advice),
        );
    }
}

enum Reason {
    Missing,
    Empty(LitStr),
    Given,
    /// Something else is there, which was reported.
    Reported,
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().map(ToTokens::to_token_stream).collect()
}
