//! Interfaces that have a mock, when this crate is compiled for its own tests.

use ::core::fmt::Debug;
use ::ssot::ssot_interface;

/// Hears something.
#[ssot_interface(mock)]
pub trait Listener: Debug + Send + Sync {
    /// What it hears.
    #[must_use]
    fn hear(&self, words: &str) -> Option<usize>;

    /// What it understands.
    ///
    /// # Errors
    ///
    /// Nothing is there to be understood.
    fn understand(&mut self, words: Vec<String>) -> Result<String, usize>;

    /// Whether it listens.
    #[must_use]
    fn listens() -> bool
    where
        Self: Sized;
}

/// Understands one thing as another.
#[ssot_interface(open, mock(type Thing = u8))]
pub trait Translator<Word: Clone + 'static, const SIZE: usize>: Debug
where
    [Word; SIZE]: Debug,
{
    /// What it is about.
    type Thing;

    /// How often it asks.
    const QUESTIONS: u8 = 3;

    /// What it makes of it.
    fn translate(&self, word: Word) -> [Word; SIZE];

    /// Waits for a thing.
    fn wait(&self) -> impl ::core::future::Future<Output = Self::Thing> + Send;
}

#[cfg(test)]
mod tests {
    use super::{Listener, MockListener};

    #[test]
    fn the_mock_is_there() {
        let mut mock = MockListener::new();
        let _ = mock.expect_hear().returning(|words| Some(words.len()));
        let _ = mock
            .expect_understand()
            .returning(|words| Ok(words.concat()));
        assert_eq!(mock.hear("la"), Some(2));
        assert_eq!(mock.understand(Vec::new()).as_deref(), Ok(""));
    }
}
