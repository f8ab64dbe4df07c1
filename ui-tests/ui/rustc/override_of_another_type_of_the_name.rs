use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

pub mod other {
    pub struct Bus;
}

#[ssot_component(scope = singleton)]
pub struct Mock {}

#[factory]
impl Mock {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

composition! {
    pub struct TestApp overrides App {
        other::Bus => Mock
    }
}

fn main() {}
