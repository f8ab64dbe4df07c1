//! Conditions of compilation: what a predicate of `cfg` says, and whether it can hold.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, LitStr, Meta};

use super::ruled::conditional;
use super::tokens::is_mark;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Constant(bool),
    Test,
    Feature(String),
    /// What only the target or the build decides, as it is written.
    Other(String),
}

impl Predicate {
    /// Reads the tokens in the parentheses of `cfg(..)`.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let tokens: Vec<_> = tokens.into_iter().collect();
        Self::of_tokens(&tokens)
    }

    fn of_tokens(tokens: &[TokenTree]) -> Self {
        let written = || tokens.iter().cloned().collect::<TokenStream>();
        let other = || Self::Other(written().to_string());
        let Some((TokenTree::Ident(word), rest)) = tokens.split_first() else {
            return other();
        };
        match (word.to_string().as_str(), rest) {
            ("test", []) => Self::Test,
            ("true", []) => Self::Constant(true),
            ("false", []) => Self::Constant(false),
            ("feature", [mark, TokenTree::Literal(name)]) if is_mark(mark, '=') => {
                let name = syn::parse2::<LitStr>(TokenTree::from(name.clone()).into());
                name.map_or_else(|_| other(), |name| Self::Feature(name.value()))
            }
            (word, [TokenTree::Group(group)]) if group.delimiter() == Delimiter::Parenthesis => {
                let mut parts = parts(group.stream());
                match (word, parts.len()) {
                    ("all", _) => Self::All(parts),
                    ("any", _) => Self::Any(parts),
                    ("not", 1) => Self::Not(Box::new(parts.remove(0))),
                    _ => other(),
                }
            }
            _ => other(),
        }
    }

    /// The predicate of `cfg(..)`, and what a `cfg_attr` makes of those that it holds.
    fn of_meta(meta: &Meta) -> Option<Self> {
        match meta {
            Meta::List(list) if list.path.is_ident("cfg") => Some(Self::new(list.tokens.clone())),
            meta => {
                let (predicate, metas) = conditional(meta)?;
                let held: Vec<_> = metas.iter().filter_map(Self::of_meta).collect();
                let predicate = Self::new(quote::ToTokens::into_token_stream(predicate));
                let unless = Self::Not(Box::new(predicate));
                (!held.is_empty()).then(|| Self::Any(vec![unless, Self::All(held)]))
            }
        }
    }

    /// The value of a predicate, if it is the same in every build.
    fn value(&self) -> Option<bool> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Not(inner) => inner.value().map(|value| !value),
            Self::All(parts) => joined(parts, false),
            Self::Any(parts) => joined(parts, true),
            Self::Test | Self::Feature(_) | Self::Other(_) => None,
        }
    }

    /// Whether it holds in no build: `any()`, which people write to leave something out.
    pub(crate) fn never_holds(&self) -> bool {
        self.value() == Some(false)
    }

    /// Whether it holds only with tests, or with a feature that is there for tests of other crates.
    fn is_for_tests(&self) -> bool {
        match self {
            Self::Test => true,
            Self::Feature(name) => name.split(['-', '_']).any(|word| SUPPORT.contains(&word)),
            Self::All(parts) => parts.iter().any(Self::is_for_tests),
            Self::Any(parts) => !parts.is_empty() && parts.iter().all(Self::is_for_tests),
            Self::Not(_) | Self::Constant(_) | Self::Other(_) => false,
        }
    }
}

/// The value of several predicates, of which one with the value `decisive` decides.
fn joined(parts: &[Predicate], decisive: bool) -> Option<bool> {
    let mut values = parts.iter().map(Predicate::value);
    if values.clone().any(|value| value == Some(decisive)) {
        return Some(decisive);
    }
    values.all(|value| value.is_some()).then_some(!decisive)
}

fn parts(tokens: TokenStream) -> Vec<Predicate> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    tokens
        .split(|token| is_mark(token, ','))
        .filter(|part| !part.is_empty())
        .map(Predicate::of_tokens)
        .collect()
}

/// The words in the names of features that support tests of other crates.
const SUPPORT: &[&str] = &[
    "bench",
    "benches",
    "benchmark",
    "benchmarks",
    "fixtures",
    "fuzz",
    "fuzzing",
    "mock",
    "mocks",
    "test",
    "testing",
    "tests",
    "testutil",
    "testutils",
];

/// The predicates under which something is compiled: all of them have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(Box<[Predicate]>);

impl Condition {
    /// Reads the attributes of an item.
    pub(crate) fn new(attributes: &[Attribute]) -> Self {
        let metas = attributes.iter().map(|attribute| &attribute.meta);
        Self(metas.filter_map(Predicate::of_meta).collect())
    }

    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    pub(crate) fn and_predicate(self, predicate: Predicate) -> Self {
        let mut predicates = self.0.into_vec();
        predicates.push(predicate);
        Self(predicates.into())
    }

    /// Whether every predicate of the other one is among those of this one.
    pub fn implies(&self, other: &Self) -> bool {
        other.0.iter().all(|predicate| self.0.contains(predicate))
    }

    pub(crate) fn never_holds(&self) -> bool {
        self.0.iter().any(Predicate::never_holds)
    }

    pub(crate) fn is_for_tests(&self) -> bool {
        self.0.iter().any(Predicate::is_for_tests)
    }

    /// Whether features alone decide, of which a build can have any number.
    pub(crate) fn is_by_features(&self) -> bool {
        let mut predicates = self.0.iter();
        predicates.all(|predicate| matches!(predicate, Predicate::Feature(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Predicate};

    fn predicate(text: &str) -> Predicate {
        Predicate::new(text.parse().expect("these are tokens"))
    }

    #[test]
    fn a_predicate_that_no_build_can_meet_never_holds() {
        for text in [
            "any()",
            "false",
            "not(true)",
            "not(all())",
            "all(unix, any())",
            "any(false, not(true),)",
        ] {
            assert!(predicate(text).never_holds(), "{text}");
        }
        for text in [
            "all()",
            "unix",
            "any(unix, false)",
            "not(unix)",
            "not()",
            "not(any(), any())",
        ] {
            assert!(!predicate(text).never_holds(), "{text}");
        }
    }

    #[test]
    fn only_what_every_branch_has_for_tests_is_for_tests() {
        for text in [
            "test",
            "feature = \"test-support\"",
            "all(unix, test)",
            "any(test, feature = \"mock\")",
        ] {
            assert!(predicate(text).is_for_tests(), "{text}");
        }
        for text in [
            "not(test)",
            "any()",
            "any(test, unix)",
            "feature = \"latest\"",
        ] {
            assert!(!predicate(text).is_for_tests(), "{text}");
        }
    }

    #[test]
    fn a_condition_implies_the_predicates_that_it_has() {
        let condition = |text: &str| {
            let item: syn::ItemStruct = syn::parse_str(text).expect("it is a struct");
            Condition::new(&item.attrs)
        };
        let unix = condition("#[cfg(unix)] struct A;");
        let both = condition("#[cfg(feature = \"a\")] #[cfg(unix)] struct A;");
        assert!(both.implies(&unix) && !unix.implies(&both));
        assert!(unix.implies(&Condition::default()) && Condition::default().is_always());
        assert!(!condition("#[cfg_attr(unix, cfg(windows))] struct A;").is_always());
        assert!(condition("#[cfg_attr(unix, allow(unused))] struct A;").is_always());
    }
}
