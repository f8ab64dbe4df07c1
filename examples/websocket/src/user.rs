//! On whose behalf something happens.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use ssot::Context;

/// The longest name of a user, in bytes.
pub const LONGEST_NAME: usize = 64;

/// The user of one connection. A component of the scope `context(UserContext)` exists once for each
/// scope that is opened for one, and is never seen from another scope.
///
/// It has no `Debug`, since it knows a token.
pub struct UserContext {
    name: Arc<str>,
    token: String,
    accepted: Arc<str>,
}

impl UserContext {
    pub(crate) fn new(name: String, token: String, accepted: Arc<str>) -> Self {
        let name = name.into();
        Self {
            name,
            token,
            accepted,
        }
    }

    /// The name of the user.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }
}

impl Context for UserContext {
    type Id = Arc<str>;
    type Error = Refusal;

    fn id(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    fn validate(&self) -> Result<(), Refusal> {
        if self.token != *self.accepted {
            return Err(Refusal::UnknownToken);
        }
        if self.name.trim().is_empty() {
            return Err(Refusal::NoName);
        }
        if self.name.len() > LONGEST_NAME {
            return Err(Refusal::LongName);
        }
        Ok(())
    }
}

/// Why a client is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token belongs to nobody.
    UnknownToken,
    /// The user has no name.
    NoName,
    /// The name is too long.
    LongName,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownToken => formatter.write_str("the token is unknown"),
            Self::NoName => formatter.write_str("a user has a name"),
            Self::LongName => write!(formatter, "the name is longer than {LONGEST_NAME} bytes"),
        }
    }
}

impl Error for Refusal {}
