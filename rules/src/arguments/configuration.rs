//! The arguments of `#[ssot_config]`, and those of `#[config(..)]` on its fields.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

use super::guard::GuardArguments;
use super::read::{Given, Reader};
use super::scope::Scope;
use crate::catalogue::Rule;
use crate::names;
use crate::syntax::{self, LitStr, Parse, ParseStream};
use crate::violation::{Violation, Violations};

/// The arguments of `#[ssot_config]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ConfigurationArguments {
    /// What it has in common with `#[ssot_component]`. The scope is `singleton`.
    pub guard: GuardArguments,
    /// `prefix = "…"`, if it is one.
    pub prefix: Option<LitStr>,
    /// `rename_all = "…"`: how the names of the fields are written in a file.
    pub rename_all: Option<Case>,
    /// The argument was given, whatever its value is.
    pub prefix_given: bool,
}

/// The arguments of `#[config(..)]`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct KeyArguments {
    /// `default = …`: the expression.
    pub default: Option<Expr>,
    /// `secret`: the value is never shown.
    pub secret: bool,
    /// `rename = "…"`, if the name differs from that of the field.
    pub rename: Option<LitStr>,
    /// The argument `rename` was given, whatever its value is.
    pub rename_given: bool,
    /// `alias = "…"`, as often as it is given.
    pub aliases: Vec<LitStr>,
}

/// How a name of several words is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Case {
    /// `maxfiles`
    Lower,
    /// `MAXFILES`
    Upper,
    /// `MaxFiles`
    Pascal,
    /// `maxFiles`
    Camel,
    /// `max_files`
    Snake,
    /// `MAX_FILES`
    ScreamingSnake,
    /// `max-files`
    Kebab,
    /// `MAX-FILES`
    ScreamingKebab,
}

/// The cases by the names that serde gives them.
const CASES: &[(&str, Case)] = &[
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// Writes the name of a field in this case.
    #[must_use]
    pub fn apply(self, field: &str) -> String {
        let capitalized = |word: &str| match word.split_at_checked(1) {
            Some((first, rest)) => first.to_ascii_uppercase() + rest,
            None => word.to_owned(),
        };
        let words = || field.split('_');
        match self {
            Self::Lower => words().collect::<String>().to_ascii_lowercase(),
            Self::Upper => words().collect::<String>().to_ascii_uppercase(),
            Self::Pascal => words().map(capitalized).collect(),
            Self::Camel => {
                let mut words = words().filter(|word| !word.is_empty());
                let first = words.next().unwrap_or_default().to_owned();
                words
                    .map(capitalized)
                    .fold(first, |name, word| name + &word)
            }
            Self::Snake => field.to_owned(),
            Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.replace('_', "-").to_ascii_uppercase(),
        }
    }
}

impl ConfigurationArguments {
    /// Reads the arguments of `#[ssot_config]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        arguments.guard.scope = Some(Scope::Singleton);
        let mut reader = Reader::new(names::SSOT_CONFIG, violations);
        // A text alone is the prefix, and is reported where it stands.
        arguments.prefix_given = matches!(
            tokens.clone().into_iter().next(),
            Some(TokenTree::Literal(_))
        );
        for given in reader.arguments(tokens) {
            let guard = &mut arguments.guard;
            match given.key() {
                "prefix" => {
                    arguments.prefix_given = true;
                    arguments.prefix = prefix(&mut reader, &given);
                }
                "rename_all" => arguments.rename_all = case(&mut reader, &given),
                "crate" => guard.runtime = reader.path(&given),
                "name" => guard.name = reader.component_name(&given),
                "implements" => guard.implements = reader.interfaces(&given),
                "canonical" => guard.canonical = reader.canonical(&given),
                _ => {}
            }
        }
        arguments
    }
}

impl KeyArguments {
    /// Reads the arguments of `#[config(..)]`.
    pub fn read(tokens: TokenStream, violations: &mut Violations) -> Self {
        let mut arguments = Self::default();
        let mut reader = Reader::new(names::CONFIG, violations);
        for given in reader.arguments(with_grouped_default(tokens)) {
            match given.key() {
                "default" => {
                    let expression =
                        reader.assigned(&given, "an expression", |input: ParseStream<'_>| {
                            let tokens = input.parse()?;
                            syn::parse2::<Expr>(tokens)
                                .map_err(|error| syntax::Error::new(error.span(), error))
                        });
                    arguments.default = expression.map(ungrouped);
                }
                "secret" => {
                    reader.flag(&given);
                    arguments.secret = true;
                }
                "rename" => {
                    arguments.rename_given = true;
                    arguments.rename = key_name(&mut reader, &given);
                }
                names::ALIAS => arguments.aliases.extend(key_name(&mut reader, &given)),
                _ => {}
            }
        }
        arguments
    }
}

fn prefix(reader: &mut Reader<'_>, given: &Given) -> Option<LitStr> {
    let prefix = reader.assigned(given, "a string", <LitStr as Parse>::parse)?;
    let Some(defect) = defect_of_prefix(&prefix.value()) else {
        return Some(prefix);
    };
    reader.report(invalid(&prefix, &prefix.value(), "a prefix", defect));
    None
}

fn case(reader: &mut Reader<'_>, given: &Given) -> Option<Case> {
    let wanted = CASES
        .iter()
        .map(|(name, _)| format!("`\"{name}\"`"))
        .collect::<Vec<_>>()
        .join(", ");
    reader.assigned(
        given,
        &format!("one of {wanted}"),
        |input: ParseStream<'_>| {
            let text: LitStr = input.parse()?;
            let case = CASES.iter().find(|(name, _)| *name == text.value());
            case.map(|(_, case)| *case)
                .ok_or_else(|| syntax::Error::new(text.span(), "unknown case"))
        },
    )
}

fn key_name(reader: &mut Reader<'_>, given: &Given) -> Option<LitStr> {
    let name = reader.assigned(given, "a string", <LitStr as Parse>::parse)?;
    let Some(defect) = defect_of_key(&name.value()) else {
        return Some(name);
    };
    reader.report(invalid(&name, &name.value(), "a key", defect));
    None
}

/// The report of a prefix or a key that has a defect.
pub(crate) fn invalid(place: &impl ToTokens, name: &str, role: &str, defect: &str) -> Violation {
    let advice = match role {
        "a prefix" => "write words of upper-case letters and digits, joined by `_`, such as `prefix = \"WS\"`".to_owned(),
        _ => "give the key a name of ASCII letters, digits, `-` and `_`, such as `#[config(rename = \"port\")]`".to_owned(),
    };
    Violation::new(Rule::InvalidKey, place)
        .with("name", name)
        .with("role", role)
        .with("defect", defect)
        .advise(advice)
}

/// Why the text cannot be a prefix. An underscore at its end, or two in a row, would be easy to overlook.
fn defect_of_prefix(text: &str) -> Option<&'static str> {
    let known = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    if text.is_empty() {
        Some("is empty")
    } else if text.contains(|letter: char| letter.is_ascii_lowercase()) {
        Some("has lower-case letters")
    } else if !text.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        Some("does not start with an upper-case letter")
    } else if !text.chars().all(|letter| known(letter) || letter == '_') {
        Some("has a character other than upper-case letters, digits and underscores")
    } else if text.ends_with('_') || text.contains("__") {
        Some("has an underscore that does not join two words")
    } else if text == "PROFILE" {
        Some("would have the table `[profile]`, in which the profiles of a file are")
    } else {
        None
    }
}

/// Why the text cannot be a key.
pub(crate) fn defect_of_key(text: &str) -> Option<&'static str> {
    let known = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if text.is_empty() {
        Some("is empty")
    } else if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        Some("starts with a digit")
    } else if !text.chars().all(known) {
        Some("has characters other than ASCII letters, digits, `-` and `_`")
    } else if !text.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        Some("has neither a letter nor a digit")
    } else {
        None
    }
}

/// Puts the expression of `default` into parentheses: the commas between generic arguments are part
/// of it, and would end the argument.
fn with_grouped_default(tokens: TokenStream) -> TokenStream {
    // Invisible groups stay: they keep together what a macro was given as one expression.
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut grouped = Vec::new();
    let mut rest = tokens.as_slice();
    let mut starts = true;
    while let [first, behind @ ..] = rest {
        let length = match (first, behind) {
            (TokenTree::Ident(key), [TokenTree::Punct(equals), value @ ..])
                if starts && key == "default" && equals.as_char() == '=' =>
            {
                expression(value)
            }
            _ => None,
        };
        starts = is_comma(first);
        grouped.push(first.clone());
        rest = behind;
        if let (Some(length), [equals, value @ ..]) = (length, behind) {
            let (expression, after) = value.split_at(length);
            let group = Group::new(Delimiter::Parenthesis, expression.iter().cloned().collect());
            grouped.extend([equals.clone(), group.into()]);
            rest = after;
        }
    }
    grouped.into_iter().collect()
}

/// How many tokens the shortest expression has that ends at a comma or at the end.
fn expression(tokens: &[TokenTree]) -> Option<usize> {
    let commas = tokens.iter().enumerate();
    let ends = commas.filter_map(|(index, token)| is_comma(token).then_some(index));
    ends.chain([tokens.len()]).find(|end| {
        let tokens: TokenStream = tokens[..*end].iter().cloned().collect();
        syn::parse2::<Expr>(tokens).is_ok()
    })
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The expression without the parentheses around it.
fn ungrouped(expression: Expr) -> Expr {
    match expression {
        Expr::Paren(paren) if paren.attrs.is_empty() => *paren.expr,
        expression => expression,
    }
}

/// The identifier as the name of a key.
pub(crate) fn name_of(field: &Ident) -> String {
    use crate::syntax::AnyIdent;
    field.unraw().to_string()
}
