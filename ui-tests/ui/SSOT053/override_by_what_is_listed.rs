use ssot::{composition, ssot_component};

#[ssot_component(new)]
pub struct Bus {}

#[ssot_component(new)]
pub struct TestBus {}

composition! {
    pub struct App {
        singletons { Bus, TestBus }
    }
}

composition! {
    struct TestApp overrides App { Bus => TestBus }
}

fn main() {}
