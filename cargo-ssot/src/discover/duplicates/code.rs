//! How alike two pieces of code are, and which may be copies of each other whatever they are called.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use crate::lints::definitions::percent;

/// How many words a run has.
const RUN: usize = 8;
/// One of how many runs is kept, chosen by what it says.
const KEPT: u64 = 4;
/// In how many pieces of code a run is at most. What is in more of them is a habit.
const SHARED: usize = 16;

/// Code with a text in so many words lists texts, and the rest of two lists is alike.
const WORDS_OF_TABLE: usize = 14;

/// The words and signs of a piece of code, without those of its comments: two copies may be explained differently.
///
/// Only numbers made of them are kept, since there is one for each function of a workspace.
#[derive(Debug)]
pub(super) struct Code {
    /// Each two neighbours, sorted.
    pairs: Box<[u32]>,
    /// Some of the runs of several, sorted.
    runs: Box<[u64]>,
    is_table: bool,
}

impl Code {
    pub(super) fn new(text: &str) -> Self {
        let words: Vec<u64> = words(text).map(|word| xxh3_64(word.as_bytes())).collect();
        let joined = |words: &[u64]| {
            let mix = |all: u64, word: &u64| (all.rotate_left(5) ^ word).wrapping_mul(FACTOR);
            words.iter().fold(0, mix)
        };
        let pairs = words.windows(2).map(joined);
        let mut pairs: Box<[u32]> = pairs.map(upper_half).collect();
        pairs.sort_unstable();
        let runs = words.windows(RUN).map(joined);
        let runs: BTreeSet<u64> = runs.filter(|run| (run >> 32) % KEPT == 0).collect();
        Self {
            pairs,
            runs: runs.into_iter().collect(),
            is_table: WORDS_OF_TABLE * (text.matches('"').count() / 2) >= words.len(),
        }
    }

    /// Whether the code mostly lists texts: translations, colours.
    pub(super) fn is_table(&self) -> bool {
        self.is_table
    }

    /// How many pairs of words there are.
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// How many of the pairs of words two pieces share, in percent.
    pub(super) fn alike(&self, other: &Self) -> usize {
        let shared = shared(&self.pairs, &other.pairs);
        percent(shared, self.len(), other.len())
    }

    /// How much of the shorter piece stands in the longer one, in percent. Nothing of what is too short to say.
    pub(super) fn contained(&self, other: &Self) -> Option<usize> {
        const ENOUGH: usize = 12;
        let shorter = self.runs.len().min(other.runs.len());
        let shared = shared(&self.runs, &other.runs);
        (shorter >= ENOUGH).then(|| 100 * shared / shorter)
    }
}

/// How many numbers are in both of two sorted lists.
fn shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut shared = 0;
    while let (Some(first), Some(second)) = (one.peek(), other.peek()) {
        match first.cmp(second) {
            Ordering::Less => _ = one.next(),
            Ordering::Greater => _ = other.next(),
            Ordering::Equal => {
                shared += 1;
                one.next();
                other.next();
            }
        }
    }
    shared
}

/// An odd number whose bits are spread: 2^64, divided by the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn upper_half(number: u64) -> u32 {
    u32::try_from(number >> 32).unwrap_or_default()
}

/// Pairs of pieces that have a run in common, by their positions, the earlier one first.
///
/// To compare each with each would take the square of their number. Copies share long runs of words, and few others do.
pub(super) fn suspected(pieces: &[&Code]) -> BTreeSet<(usize, usize)> {
    let mut by_run: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, code) in pieces.iter().enumerate() {
        for run in &code.runs {
            by_run.entry(*run).or_default().push(index);
        }
    }
    let shared = by_run.values().filter(|pieces| pieces.len() <= SHARED);
    shared.flat_map(|pieces| super::pairs_of(pieces)).collect()
}

/// The words and signs of code.
fn words(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code;
    let pieces = std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if is_word(first) {
            rest.find(|letter: char| !is_word(letter))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        Some(piece)
    });
    pieces.filter(|piece| !piece.starts_with(char::is_whitespace) && !piece.starts_with("//"))
}
