//! How often a user may ask.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use ssot::{Scope, factory, ssot_component};

use crate::shared::Shared;
use crate::user::UserContext;

/// How often a user may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many times.
    pub requests: usize,
    /// Within any span of this length.
    pub span: Duration,
}

/// Lets one user ask so many times within a span of time.
#[ssot_component(scope = context(UserContext), canonical = "crate::limits::RateLimiter")]
pub struct RateLimiter {
    user: UserContext,
    requests: usize,
    span: Duration,
    permitted: Shared<VecDeque<Duration>>,
}

#[factory]
impl RateLimiter {
    /// Keeps one user to a limit.
    ///
    /// # Errors
    ///
    /// A limit that permits nothing, or everything, is refused.
    pub fn create(user: &Scope<UserContext>, limit: &Limit) -> Result<Self, RateLimiterError> {
        let Limit { requests, span } = *limit;
        if requests == 0 {
            return Err(RateLimiterError::NothingPermitted);
        }
        if span.is_zero() {
            return Err(RateLimiterError::NoSpan);
        }
        Ok(Self {
            user: user.context().clone(),
            requests,
            span,
            permitted: Shared::default(),
        })
    }
}

impl RateLimiter {
    /// Permits one request. `now` is the time since the program started.
    ///
    /// # Errors
    ///
    /// The user has asked too often.
    pub fn permit(&self, now: Duration) -> Result<(), TooManyRequests> {
        let mut permitted = self.permitted.lock();
        while permitted
            .front()
            .is_some_and(|oldest| now.saturating_sub(*oldest) >= self.span)
        {
            permitted.pop_front();
        }
        if permitted.len() == self.requests {
            return Err(TooManyRequests {
                user: self.user.clone(),
            });
        }
        permitted.push_back(now);
        Ok(())
    }
}

/// Why there cannot be such a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimiterError {
    /// The user could never ask.
    NothingPermitted,
    /// The user could always ask.
    NoSpan,
}

impl fmt::Display for RateLimiterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NothingPermitted => "a limit of no request permits nothing",
            Self::NoSpan => "a limit within no time permits everything",
        })
    }
}

impl Error for RateLimiterError {}

/// A user has asked too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooManyRequests {
    /// The user.
    pub user: UserContext,
}

impl fmt::Display for TooManyRequests {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} has asked too often", self.user)
    }
}

impl Error for TooManyRequests {}
