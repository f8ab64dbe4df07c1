//! On whose behalf something happens.

use std::error::Error;
use std::fmt;

use ssot::{Context, composition};

use crate::limits::{Limit, RateLimiter};
use crate::sessions::SessionStore;

/// What a user may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The events of the agents that the user started.
    Customer,
    /// That every agent does something, but not what.
    Operator,
}

/// The user behind a connection. Components of the scope `context(UserContext)` are made for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserContext {
    /// The name, of which there is one only.
    pub name: String,
    /// What the user may see.
    pub role: Role,
}

impl Context for UserContext {
    type Id = String;
    type Error = Nameless;

    fn id(&self) -> String {
        self.name.clone()
    }

    fn validate(&self) -> Result<(), Nameless> {
        if self.name.is_empty() {
            Err(Nameless)
        } else {
            Ok(())
        }
    }
}

/// A user has to have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nameless;

impl fmt::Display for Nameless {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a user has to have a name")
    }
}

impl Error for Nameless {}

composition! {
    /// What belongs to one user alone: a scope for each, made by nobody else.
    pub struct Users {
        inputs { Limit }
        context(UserContext) { RateLimiter, SessionStore }
    }
}

impl UserContext {
    /// A user who follows the agents that they started.
    #[must_use]
    pub fn customer(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            role: Role::Customer,
        }
    }

    /// A user who watches over everyone's agents.
    #[must_use]
    pub fn operator(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            role: Role::Operator,
        }
    }
}

impl fmt::Display for UserContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}
