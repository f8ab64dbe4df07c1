//! The macros whose feature of `ssot` is off. Each reports which feature to turn on, and leaves the names behind that the
//! rest of the crate uses: that they are missing is no further mistake.

#[cfg(not(feature = "composition"))]
pub(crate) mod composition;
#[cfg(not(feature = "config"))]
pub(crate) mod configuration;

use proc_macro2::Span;
use ssot_rules::Rule;
use ssot_rules::violation::Violation;

fn feature_missing(name: &str, feature: &str, place: Span) -> Violation {
    Violation::at(Rule::FeatureMissing, place)
        .with("macro", name)
        .with("feature", feature)
}
