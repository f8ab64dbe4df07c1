//! Whose windows these are.

use ssot::Context;

/// A user who has logged in.
pub struct UserContext {
    name: String,
}

impl UserContext {
    pub fn named(name: &str) -> Self {
        let name = name.to_owned();
        Self { name }
    }
}

impl Context for UserContext {
    type Id = String;
    type Error = &'static str;

    fn id(&self) -> String {
        self.name.clone()
    }

    fn validate(&self) -> Result<(), &'static str> {
        if self.name.is_empty() {
            return Err("a user has a name");
        }
        Ok(())
    }
}
