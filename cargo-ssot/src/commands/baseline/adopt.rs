//! `cargo ssot baseline --adopt`

use std::str::FromStr;

use ssot_rules::Rule;

use super::exception::entry;
use crate::baseline::{Baseline, Entry};
use crate::finding::Problem;
use crate::outcome::Outcome;

/// What a baseline is to hold from now on: a rule, or one about a symbol, of which it has no line yet.
#[derive(Clone, Debug)]
pub(super) struct Adopted {
    rule: Rule,
    symbol: Option<String>,
}

impl FromStr for Adopted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A symbol may have colons too, a code has none.
        let (code, symbol) = text.split_once(':').map_or((text, None), |(code, symbol)| {
            (code, Some(symbol.to_owned()))
        });
        let rule = Rule::of_code(&code.to_ascii_uppercase());
        let rule = rule.ok_or_else(|| format!("unknown rule code `{code}`"))?;
        if symbol.as_deref() == Some("") {
            return Err("nothing follows the colon".to_owned());
        }
        Ok(Self { rule, symbol })
    }
}

impl Adopted {
    fn names(&self, code: &str, symbol: &str) -> bool {
        code == self.rule.entry().code && self.symbol.as_ref().is_none_or(|own| own == symbol)
    }
}

/// The lines of a rule that a baseline does not know yet. One that it knows only shrinks.
pub(super) fn entries(
    adopted: &Adopted,
    baseline: &Baseline,
    outcome: &Outcome<'_>,
) -> Result<Vec<Entry>, Box<Problem>> {
    let known = baseline.holds(&|code, symbol| adopted.names(code, symbol));
    if known {
        return Err(Problem::boxed(
            "the baseline has lines of that already, and only shrinks",
            "repair these findings, adopt a symbol that is new, `--adopt CODE:SYMBOL`, or suppress one for a time by `--except`",
        ));
    }
    let new = outcome.new_findings();
    let entries: Vec<_> = new
        .filter(|reported| {
            let fingerprint = &reported.fingerprint;
            adopted.names(fingerprint.code, &fingerprint.symbol)
        })
        .map(entry)
        .collect();
    if entries.is_empty() {
        return Err(Problem::boxed(
            format!("there are no findings of {} to adopt", adopted.rule),
            "`cargo ssot check` shows what there is",
        ));
    }
    Ok(entries)
}
