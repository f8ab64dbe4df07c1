//! Attributes of ours that are written wrongly: the checks that the macros make.

use ssot_rules::violation::Violation;

use super::Misuse;
use super::attributes::Attributes;
use super::items::Reader;

/// Checks an item that carries attributes of ours.
pub(super) fn read(_reader: &mut Reader, _item: &syn::Item, _attributes: &Attributes) {}

impl Reader {
    /// Keeps what the checks of an item named `symbol` report.
    pub(super) fn violations(&mut self, violations: &[Violation], symbol: &str) {
        for violation in violations {
            let fact = Misuse {
                at: self.at,
                rule: violation.rule(),
                place: self.between(violation.place(), violation.end()),
                message: violation.message(),
                fix: violation.fix(),
                symbol: symbol.to_owned(),
            };
            self.facts.misuses.push(fact);
        }
    }
}
