use std::sync::Arc;

use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create(mail: Arc<Mail>) -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Mail {}

#[factory]
impl Mail {
    pub fn create(pool: Arc<Pool>) -> Self {
        Self {}
    }
}

composition! {
    pub struct Storage {
        inputs { Mail }
        singletons { pub Pool }
    }
}

composition! {
    pub struct Messaging {
        inputs { Pool }
        singletons { pub Mail }
    }
}

composition! {
    pub struct App {
        parts { Storage, Messaging }
    }
}

fn main() {}
