//! Decisions, taken one after the other from bytes.

/// Bytes that a fuzzer or a generator of random numbers gave.
///
/// Where they end, every further choice is the first one, so that each beginning of some bytes means something too.
#[derive(Clone, Debug)]
pub struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    /// Chooses by these bytes.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Whether there is something left to choose by.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Some number.
    pub fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            None => 0,
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
        }
    }

    /// A number below `end`, or 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let high = usize::from(self.byte());
        let number = if end > 256 {
            high << 8 | usize::from(self.byte())
        } else {
            high
        };
        number.checked_rem(end).unwrap_or_default()
    }

    /// How many changes a case sees, from one to this many. The fewer, the more often: each one spoils some cases.
    pub fn changes(&mut self, most: usize) -> usize {
        1 + self.below(most).min(self.below(most))
    }

    /// One of some things.
    ///
    /// # Panics
    ///
    /// There is none.
    pub fn among<'b, T>(&mut self, things: &'b [T]) -> &'b T {
        &things[self.below(things.len())]
    }

    /// What is left, in two parts.
    #[must_use]
    pub const fn halves(&self) -> (&'a [u8], &'a [u8]) {
        self.bytes.split_at(self.bytes.len() / 2)
    }
}
