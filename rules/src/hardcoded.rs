//! Addresses that are written into the code: what they look like, and where they stand.
//!
//! 1. [`addresses`] finds them in a text. It knows nothing of Rust.
//! 2. [`literals`](findings) walks over tokens, so that it sees inside of macros and of items that this
//!    version of the parser cannot read, and looks into every string.
//! 3. [`check`] compares what was found with what is permitted.
//! 4. `Finding::reached`, with the feature `tools`, leaves out what the program does not go to, for who looks through all of a code base.
//!
//! What it cannot see is an address that no single literal holds: `concat!("localhost", ":80")`, or the
//! numbers of `Ipv4Addr::new(127, 0, 0, 1)`.
//!
//! ```
//! use quote::quote;
//! use ssot_rules::Violations;
//! use ssot_rules::hardcoded::{check, findings, shown};
//!
//! let code = quote! { fn fetch() { get("http://localhost:8000/health") } };
//! assert_eq!(findings(code.clone()).len(), 1);
//!
//! let mut violations = Violations::new();
//! check(code, &[], &mut violations);
//! assert!(violations.into_vec()[0].message().contains("`http://localhost:8000`"));
//! assert!(!shown("postgres://ada:swordfish@db/orders").contains("swordfish"));
//! ```

mod around;
mod components;
mod connections;
mod host;
mod identifiers;
mod key;
mod kind;
mod literals;
mod placeholders;
#[cfg(feature = "tools")]
mod purpose;
#[cfg(feature = "tools")]
mod reached;
mod skipped;
mod text;
mod url;

use crate::constructors::Function;
use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::arguments::Permission;
use crate::catalogue::Rule;
use crate::names;
use crate::tokens::any_literal;
use crate::violation::{Violation, Violations};

pub use kind::Kind;
pub use literals::{Finding, findings};
#[cfg(feature = "tools")]
pub use purpose::Purpose;
#[cfg(feature = "tools")]
pub use skipped::makes_a_test;
pub use text::{Address, addresses};

/// Reports the addresses in the literals of `item`, and what is permitted without need.
pub fn check(item: TokenStream, permitted: &[Permission], violations: &mut Violations) {
    if let Some(repeated) = skipped::repeated(item.clone()) {
        violations.report(
            Violation::new(Rule::RepeatedAttribute, &repeated)
                .with("attribute", names::NO_HARDCODED)
                .with("other", names::NO_HARDCODED)
                .advise("keep one of them, with what both permit"),
        );
        return;
    }
    let found = findings(item);
    for finding in &found {
        if let Some(violation) = finding.violation(permitted) {
            violations.report(violation);
        }
    }
    for permission in permitted.iter().filter(|permission| permission.reasoned) {
        if !found.iter().any(|finding| finding.needs(permission)) {
            violations.report(
                Violation::new(Rule::StalePermission, &permission.literal)
                    .with("literal", shown(&permission.literal.value())),
            );
        }
    }
}

/// What is to be reported of one constructor, if its component permits no address in it.
#[must_use]
pub fn in_constructor(function: &Function) -> Vec<Violation> {
    // Most constructors hold none, and the walk over all that they are costs who builds them.
    if function.attrs.is_empty() && !any_literal(function.body.stream()) {
        return Vec::new();
    }
    findings(function.to_token_stream())
        .iter()
        .filter_map(|finding| finding.violation(&[]))
        .collect()
}

impl Finding {
    /// The first address that nothing permits, reported at the literal.
    fn violation(&self, permitted: &[Permission]) -> Option<Violation> {
        let address = self.addresses.iter().find(|address| {
            !permitted
                .iter()
                .any(|permission| self.is_permitted(address, permission))
        })?;
        let violation = Violation::new(Rule::HardcodedAddress, &self.literal)
            .with("kind", address.kind)
            .with("found", shown(&self.text[address.part.clone()]));
        Some(match &self.condition {
            Some(condition) => violation.only_if(condition.clone()),
            None => violation,
        })
    }

    fn needs(&self, permission: &Permission) -> bool {
        let mut addresses = self.addresses.iter();
        addresses.any(|address| self.is_permitted(address, permission))
    }

    /// The literal as a whole, or the address in it as far as it reads or as far as it was looked at.
    fn is_permitted(&self, address: &Address, permission: &Permission) -> bool {
        let permitted = permission.literal.value();
        permitted == self.text
            || permitted == self.text[address.part.clone()]
            || permitted == self.text[address.word.clone()]
    }
}

/// The text without a password, as it may stand in an error.
#[must_use]
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let shown = without_password(text);
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// `scheme://user:password@host` as `scheme://user:***@host`.
fn without_password(text: &str) -> String {
    let Some(end) = text.rfind('@') else {
        return text.to_owned();
    };
    let start = text[..end].find("://").map_or(0, |at| at + "://".len());
    match text[start..end].find(':') {
        Some(colon) => format!("{}:***{}", &text[..start + colon], &text[end..]),
        None => text.to_owned(),
    }
}
