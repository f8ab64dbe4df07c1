use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct One {}

#[factory]
impl One {
    pub fn create(other: &Other) -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Other {}

#[factory]
impl Other {
    pub fn create(one: &One) -> Self {
        Self {}
    }
}

composition! {
    pub struct App<const SIZE: usize = 1> {
        singletons { One, Other }
    }
}

fn main() {}
