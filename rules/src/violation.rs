//! What the checks report.
//!
//! ```
//! use proc_macro2::Span;
//! use ssot_rules::{Rule, Violation, Violations};
//!
//! let mut violations = Violations::new();
//! let place = Span::call_site();
//! violations.report(Violation::at(Rule::DefinedTwice, place).with("name", "Clock").with("count", 2));
//! let found = violations.into_vec();
//! assert_eq!(found[0].message(), "component `Clock` is defined 2 times");
//! assert_eq!(found[0].rule(), Rule::DefinedTwice);
//! ```

use core::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::catalogue::{Rule, fill};
use crate::enforcement::Enforcement;

/// One mistake: the rule it breaks, where, and the words that its message and fix need.
#[derive(Clone, Debug)]
#[must_use]
pub struct Violation {
    rule: Rule,
    start: Span,
    end: Span,
    values: Vec<(&'static str, String)>,
    condition: Option<TokenStream>,
    advice: Option<String>,
    warned: bool,
}

impl Violation {
    /// A violation of `rule` at the tokens of `place`.
    pub fn new(rule: Rule, place: &impl ToTokens) -> Self {
        Self::at_tokens(rule, place.to_token_stream())
    }

    // Not generic, so that it is compiled once.
    fn at_tokens(rule: Rule, place: TokenStream) -> Self {
        let mut start = None;
        let mut end = Span::call_site();
        for token in place {
            end = token.span();
            start = start.or(Some(end));
        }
        Self {
            end,
            ..Self::at(rule, start.unwrap_or(end))
        }
    }

    /// A violation of `rule` at one span.
    pub fn at(rule: Rule, place: Span) -> Self {
        Self {
            rule,
            start: place,
            end: place,
            values: Vec::new(),
            condition: None,
            advice: None,
            warned: false,
        }
    }

    /// Fills in the placeholder `name` of the message and of the fix.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.set(name, value.to_string());
        self
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.values.push((name, value));
    }

    /// Replaces the fix of the catalogue by one for this case.
    pub fn advise(mut self, advice: impl fmt::Display) -> Self {
        self.advice = Some(advice.to_string());
        self
    }

    /// Reports it only where the predicate of a `cfg` holds.
    pub fn only_if(mut self, condition: TokenStream) -> Self {
        self.condition = Some(condition);
        self
    }

    /// Makes it a warning where the type says so, and leaves it an error elsewhere.
    pub fn enforced(mut self, enforcement: Enforcement) -> Self {
        self.warned = enforcement == Enforcement::Warn;
        self
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> Span {
        self.start
    }

    /// Where its last token is; the same as [`Violation::place`] if it has one token.
    #[must_use]
    pub fn end(&self) -> Span {
        self.end
    }

    /// The predicate of the `cfg` under which it is reported, if it is not always.
    #[must_use]
    pub fn condition(&self) -> Option<&TokenStream> {
        self.condition.as_ref()
    }

    /// The rule that is broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        fill(self.rule.entry().message, &self.values)
    }

    /// What to write instead.
    #[must_use]
    pub fn fix(&self) -> String {
        match &self.advice {
            Some(advice) => advice.clone(),
            None => fill(self.rule.entry().fix, &self.values),
        }
    }

    /// What reports this violation at its place: an error, or a warning.
    #[must_use]
    pub fn to_report(&self) -> TokenStream {
        if self.warned {
            self.to_warning()
        } else {
            self.to_compile_error()
        }
    }

    /// A macro has one way to warn: using something that is deprecated.
    fn to_warning(&self) -> TokenStream {
        let (text, condition) = (self.to_string(), self.attribute());
        let place = Span::mixed_site().located_at(self.start);
        quote_spanned! {place=>
            #condition
            const _: () = {
                #[deprecated(note = #text)]
                const not_enforced_yet: () = ();
                not_enforced_yet
            };
        }
    }

    /// The `cfg` under which it is reported.
    fn attribute(&self) -> Option<TokenStream> {
        let condition = self.condition.as_ref()?;
        Some(quote!(#[cfg(#condition)]))
    }

    /// The invocation of `compile_error!` that reports this violation at its place.
    fn to_compile_error(&self) -> TokenStream {
        let text = self.to_string();
        // rustc underlines from the first token of an error to its last.
        let (start, end) = (self.start, self.end);
        let path = quote_spanned!(start=> ::core::compile_error!);
        let message = quote_spanned!(end=> { #text });
        let condition = self.attribute();
        quote!(#condition #path #message)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.rule.entry().code;
        write!(
            formatter,
            "{code}: {}\nhelp: {}",
            self.message(),
            self.fix()
        )
    }
}

/// Gathers violations, so that every mistake of an item is reported in one build.
///
/// # Panics
///
/// Dropping it without [`Violations::into_tokens`] or [`Violations::into_vec`] panics: an unread result
/// would let the mistake through.
#[derive(Debug, Default)]
#[must_use]
pub struct Violations {
    found: Vec<Violation>,
    read: bool,
}

impl Violations {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn report(&mut self, violation: Violation) {
        self.found.push(violation);
    }

    /// Whether nothing was reported so far but warnings.
    #[must_use]
    pub fn only_warn(&self) -> bool {
        self.found.iter().all(|violation| violation.warned)
    }

    /// The violations in the order in which they were found.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<Violation> {
        self.read = true;
        core::mem::take(&mut self.found)
    }

    /// The tokens that report all of them.
    #[must_use]
    pub fn into_tokens(self) -> TokenStream {
        self.into_vec().iter().map(Violation::to_report).collect()
    }
}

impl Drop for Violations {
    fn drop(&mut self) {
        assert!(
            self.read || std::thread::panicking(),
            "violations were gathered and never read"
        );
    }
}
