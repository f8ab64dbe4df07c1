use ssot::{Scope, factory, ssot_component};

pub struct User;

#[ssot_component(scope = context(User))]
pub struct Session {}

#[factory]
impl Session {
    pub fn create(_: &Scope<User>) -> Self {
        Self {}
    }
}

fn main() {}
