//! How alike two texts or two sets of names are.

use std::collections::HashMap;

/// Twice what both have, of what each of them has, in percent: the coefficient of Sørensen and Dice.
pub(crate) fn percent(shared: usize, one: usize, other: usize) -> usize {
    (200 * shared).checked_div(one + other).unwrap_or_default()
}

/// The words and signs of a piece of code, in pairs of neighbours, each with how often it is there.
#[derive(Debug)]
pub(crate) struct Pairs<'a> {
    counts: HashMap<(&'a str, &'a str), usize>,
    total: usize,
}

impl<'a> Pairs<'a> {
    pub(crate) fn new(code: &'a str) -> Self {
        let words = words(code);
        let mut counts = HashMap::new();
        for pair in words.windows(2) {
            *counts.entry((pair[0], pair[1])).or_default() += 1;
        }
        Self {
            counts,
            total: words.len().saturating_sub(1),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.total
    }

    pub(crate) fn alike(&self, other: &Self) -> usize {
        let shared = self.counts.iter().map(|(pair, count)| {
            let there = other.counts.get(pair).copied().unwrap_or_default();
            there.min(*count)
        });
        percent(shared.sum(), self.total, other.total)
    }
}

/// The words and signs of code. Comments are left out: two copies may be explained differently.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, behind) = rest.split_at(length);
        if !first.is_whitespace() && !word.starts_with("//") {
            words.push(word);
        }
        rest = behind;
    }
    words
}
