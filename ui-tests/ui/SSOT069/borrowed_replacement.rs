use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component(scope = singleton)]
pub struct Log {}

#[factory]
impl Log {
    pub fn create() -> Self {
        Self {}
    }
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
        singletons { Bus, Log }
    }
}

composition! {
    pub struct TestApp overrides App {
        Bus => &Mock
    }
}

fn main() {}
