//! How alike two pieces of code are, and which may be copies of each other whatever they are called.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::lints::definitions::percent;

/// How many words a run has.
const RUN: usize = 8;
/// One of how many runs is kept, chosen by what it says.
const KEPT: u32 = 4;
/// In how many pieces of code a run is at most. What is in more of them is a habit.
const SHARED: usize = 16;

/// Code with a text in so many words lists texts, and the rest of two lists is alike.
const WORDS_OF_TABLE: usize = 14;

/// The words and signs of a piece of code, without those of its comments: two copies may be explained differently.
///
/// There is one for each function of a workspace, and few are compared, so what is compared is made when it is asked for.
pub(super) struct Code<'a> {
    text: &'a str,
    /// How many words and signs there are.
    words: u32,
    numbers: OnceCell<Box<Numbers>>,
}

/// Numbers made of words, which take less memory.
struct Numbers {
    /// Each two neighbours, sorted.
    pairs: Box<[u32]>,
    /// Some of the runs of several, sorted.
    runs: Box<[u32]>,
}

impl<'a> Code<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let words = words(text).count();
        Self {
            text,
            words: u32::try_from(words).unwrap_or(u32::MAX),
            numbers: OnceCell::new(),
        }
    }

    fn numbers(&self) -> &Numbers {
        self.numbers.get_or_init(|| {
            let words = self.hashed();
            let pairs = words.windows(2).map(joined);
            let mut pairs: Box<[u32]> = pairs.map(upper_half).collect();
            pairs.sort_unstable();
            Box::new(Numbers {
                pairs,
                runs: runs(&words).into_iter().collect(),
            })
        })
    }

    fn hashed(&self) -> Vec<u64> {
        words(self.text)
            .map(|word| xxh3_64(word.as_bytes()))
            .collect()
    }

    /// Whether the code mostly lists texts: translations, colours.
    pub(super) fn is_table(&self) -> bool {
        WORDS_OF_TABLE * (self.text.matches('"').count() / 2) >= self.words as usize
    }

    /// How many pairs of words there are.
    pub(super) fn len(&self) -> usize {
        (self.words as usize).saturating_sub(1)
    }

    /// How many of the pairs of words two pieces share, in percent.
    pub(super) fn alike(&self, other: &Self) -> usize {
        let shared = shared(&self.numbers().pairs, &other.numbers().pairs);
        percent(shared, self.len(), other.len())
    }

    /// How much of the shorter piece stands in the longer one, in percent. Nothing of what is too short to say.
    pub(super) fn contained(&self, other: &Self) -> Option<usize> {
        const ENOUGH: usize = 12;
        let (own, others) = (&self.numbers().runs, &other.numbers().runs);
        let shorter = own.len().min(others.len());
        (shorter >= ENOUGH).then(|| 100 * shared(own, others) / shorter)
    }
}

fn joined(words: &[u64]) -> u64 {
    let mix = |all: u64, word: &u64| (all.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    words.iter().fold(0, mix)
}

/// Some of the runs of words, chosen by what they say.
fn runs(words: &[u64]) -> BTreeSet<u32> {
    let runs = words.windows(RUN).map(|run| upper_half(joined(run)));
    runs.filter(|run| run % KEPT == 0).collect()
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
pub(super) fn suspected(pieces: &[&Code<'_>]) -> BTreeSet<(usize, usize)> {
    let words: usize = pieces.iter().map(|code| code.len()).sum();
    let mut all: Vec<(u32, u32)> = Vec::with_capacity(words / KEPT as usize);
    for (index, code) in (0..).zip(pieces) {
        all.extend(runs(&code.hashed()).into_iter().map(|run| (run, index)));
    }
    all.sort_unstable();
    let pieces_of = |same: &[(u32, u32)]| -> Vec<usize> {
        same.iter().map(|(_, index)| *index as usize).collect()
    };
    all.chunk_by(|(one, _), (other, _)| one == other)
        .filter(|same| (2..=SHARED).contains(&same.len()))
        .flat_map(|same| super::pairs_of(&pieces_of(same)).collect::<Vec<_>>())
        .collect()
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
