use ssot::{composition, factory, ssot_component};

pub struct Url;

#[ssot_component]
pub struct Pool {}

#[factory]
impl Pool {
    pub fn create(url: &Url) -> Self {
        Self {}
    }
}

composition! {
    pub struct Storage {
        inputs { Url }
        singletons { pub Pool }
    }
}

composition! {
    pub struct App {
        parts { Storage }
    }
}

fn main() {}
