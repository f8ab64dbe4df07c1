//! Who may connect.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;

use ssot::{factory, ssot_component};

use crate::interfaces::Authorizer;
use crate::user::UserContext;

/// The tokens that are accepted, and to whom they belong.
#[ssot_component(
    implements(Authorizer),
    scope = singleton,
    canonical = "crate::authorization::AuthConfiguration"
)]
pub struct AuthConfiguration {
    users: HashMap<String, UserContext>,
}

#[factory]
impl AuthConfiguration {
    /// Accepts these tokens.
    ///
    /// # Errors
    ///
    /// A configuration under which nobody could connect, or in which a token can be guessed or
    /// means two users, is refused.
    pub fn create(
        tokens: impl IntoIterator<Item = (String, UserContext)>,
    ) -> Result<Self, AuthConfigurationError> {
        let mut users = HashMap::new();
        for (token, user) in tokens {
            if token.len() < SHORTEST_TOKEN {
                return Err(AuthConfigurationError::ShortToken { user });
            }
            if let Some(other) = users.insert(token, user.clone()) {
                return Err(AuthConfigurationError::SharedToken {
                    users: [other, user],
                });
            }
        }
        if users.is_empty() {
            return Err(AuthConfigurationError::NoTokens);
        }
        Ok(Self { users })
    }
}

impl Authorizer for AuthConfiguration {
    fn authorize(&self, token: &str) -> Result<UserContext, Refusal> {
        self.users.get(token).cloned().ok_or(Refusal::UnknownToken)
    }
}

const SHORTEST_TOKEN: usize = 16;

/// Why a client may not connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token belongs to nobody.
    UnknownToken,
    /// The place is for operators, and this user is none.
    NotAnOperator,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::UnknownToken => "the token belongs to nobody",
            Self::NotAnOperator => "only operators may connect here",
        })
    }
}

impl Error for Refusal {}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthConfigurationError {
    /// Nobody could connect.
    NoTokens,
    /// The token could be guessed.
    ShortToken {
        /// To whom it belongs.
        user: UserContext,
    },
    /// The token does not tell who connects.
    SharedToken {
        /// To whom it belongs.
        users: [UserContext; 2],
    },
}

impl fmt::Display for AuthConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTokens => formatter.write_str("no token is accepted"),
            Self::ShortToken { user } => write!(
                formatter,
                "the token of {user} has fewer than {SHORTEST_TOKEN} characters"
            ),
            Self::SharedToken {
                users: [one, other],
            } => {
                write!(formatter, "{one} and {other} have the same token")
            }
        }
    }
}

impl Error for AuthConfigurationError {}
