//! `cargo ssot baseline --except`

use std::str::FromStr;

use jiff::civil::Date;

use crate::baseline::{Entry, Exception};
use crate::finding::Problem;
use crate::outcome::{Outcome, Reported};

/// The findings that an exception is for: a code, and a symbol with or without its module.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    code: String,
    symbol: String,
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A symbol may have colons too, a code has none.
        let parts = text.split_once(':');
        let parts = parts.filter(|(code, symbol)| !code.is_empty() && !symbol.is_empty());
        let (code, symbol) = parts.ok_or("a code and a symbol have a colon between them")?;
        Ok(Self {
            code: code.to_ascii_uppercase(),
            symbol: symbol.to_owned(),
        })
    }
}

impl Wanted {
    fn names(&self, reported: &Reported<'_>) -> bool {
        let fingerprint = &reported.fingerprint;
        fingerprint.code == self.code
            && (fingerprint.symbol == self.symbol || qualified(reported) == self.symbol)
    }
}

fn qualified(reported: &Reported<'_>) -> String {
    let fingerprint = &reported.fingerprint;
    format!("{}::{}", fingerprint.module, fingerprint.symbol)
}

/// The lines of an exception: one for each finding that is meant and that nothing suppresses.
pub(super) fn entries(
    wanted: &Wanted,
    reason: String,
    expires: Date,
    today: Date,
    outcome: &Outcome<'_>,
) -> Result<Vec<Entry>, Box<Problem>> {
    if expires < today {
        return Err(Problem::boxed(
            format!("an exception that expires on {expires} is over already"),
            "name a day to come",
        ));
    }
    let meant: Vec<_> = outcome
        .new_findings()
        .filter(|each| wanted.names(each))
        .collect();
    let mut names: Vec<_> = meant.iter().map(|reported| qualified(reported)).collect();
    names.sort();
    names.dedup();
    match names.as_slice() {
        [] => Err(Box::new(none(wanted, outcome))),
        [_] => {
            let exception = Exception { reason, expires };
            let entries = meant.iter().map(|reported| Entry {
                exception: Some(exception.clone()),
                ..entry(reported)
            });
            Ok(entries.collect())
        }
        _ => {
            let names = names.iter().map(|name| format!("`{}:{name}`", wanted.code));
            let names: Vec<_> = names.collect();
            Err(Problem::boxed(
                format!("findings about `{}` are in several modules", wanted.symbol),
                format!("name one of {}", names.join(", ")),
            ))
        }
    }
}

fn none(wanted: &Wanted, outcome: &Outcome<'_>) -> Problem {
    let symbols = outcome.new_findings();
    let symbols = symbols.filter(|reported| reported.fingerprint.code == wanted.code);
    let symbols = symbols.map(|reported| reported.fingerprint.symbol.as_str());
    let nearest = symbols.min_by_key(|symbol| strsim::damerau_levenshtein(symbol, &wanted.symbol));
    Problem::new(
        format!(
            "there is no finding of {} about `{}` that needs an exception",
            wanted.code, wanted.symbol
        ),
        nearest.map_or_else(
            || "`cargo ssot check` shows what there is".to_owned(),
            |symbol| format!("there is one about `{symbol}`"),
        ),
    )
}

pub(super) fn entry(reported: &Reported<'_>) -> Entry {
    Entry {
        fingerprint: reported.fingerprint.without_index(),
        exception: None,
    }
}
