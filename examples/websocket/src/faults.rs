//! Faults on purpose.

use std::error::Error;
use std::fmt;
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};

/// Makes a constructor fail now and then, so that tests see what becomes of its scope.
#[derive(Debug, Default)]
pub struct Faults {
    every: Option<NonZeroU64>,
    attempts: AtomicU64,
    struck: AtomicU64,
}

impl Faults {
    /// No fault at all.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A fault each time that this many attempts were made.
    #[must_use]
    pub fn every(attempts: NonZeroU64) -> Self {
        Self {
            every: Some(attempts),
            ..Self::default()
        }
    }

    /// How many faults there were.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.struck.load(Ordering::Relaxed)
    }

    /// Counts an attempt.
    ///
    /// # Errors
    ///
    /// It is the turn of this one to fail.
    pub fn strike(&self) -> Result<(), InjectedFault> {
        let attempt = self.attempts.fetch_add(1, Ordering::Relaxed) + 1;
        match self.every {
            Some(every) if attempt.is_multiple_of(every.get()) => {
                self.struck.fetch_add(1, Ordering::Relaxed);
                Err(InjectedFault { attempt })
            }
            _ => Ok(()),
        }
    }
}

/// A failure that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InjectedFault {
    /// The attempt that failed, counted from 1 on.
    pub attempt: u64,
}

impl fmt::Display for InjectedFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "attempt {} fails on purpose", self.attempt)
    }
}

impl Error for InjectedFault {}
