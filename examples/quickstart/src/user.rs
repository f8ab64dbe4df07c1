//! On whose behalf something happens.

use std::fmt;

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
