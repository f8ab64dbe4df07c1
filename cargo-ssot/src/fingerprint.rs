//! The identity of findings, and their suppression.

use xxhash_rust::xxh3::xxh3_64;

/// Why a finding is no failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The reason that the baseline gives.
    pub reason: Option<String>,
}

/// What a finding is known by: never by the number of a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// The code of the rule.
    pub code: &'static str,
    pub package: String,
    /// The module, from the name of the crate on.
    pub module: String,
    /// The item that it is about.
    pub symbol: String,
    /// The hash of the text at the place, without white space.
    pub snippet: u64,
    /// How many findings that are the same in all of that stand before it in the module.
    pub index: usize,
}

impl Fingerprint {
    /// What the baseline holds of it: of findings that are the same, any one.
    pub fn without_index(&self) -> Self {
        Self {
            index: 0,
            ..self.clone()
        }
    }

    /// All of it as one word, for formats that have a field for that.
    pub fn hash(&self) -> String {
        let parts = format!(
            "{}\n{}\n{}\n{}\n{:016x}\n{}",
            self.code, self.package, self.module, self.symbol, self.snippet, self.index
        );
        format!("{:016x}", xxh3_64(parts.as_bytes()))
    }
}
