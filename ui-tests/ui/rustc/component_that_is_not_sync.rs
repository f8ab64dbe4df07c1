use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Bus {
    count: std::cell::Cell<u8>,
}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self { count: 0.into() }
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
