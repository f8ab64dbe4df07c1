use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create(
        _0: u8,
        _1: u8,
        _2: u8,
        _3: u8,
        _4: u8,
        _5: u8,
        _6: u8,
        _7: u8,
        _8: u8,
        _9: u8,
        _10: u8,
        _11: u8,
        _12: u8,
        _13: u8,
        _14: u8,
        _15: u8,
        _16: u8,
    ) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        inputs { u8 }
        singletons { Bus }
    }
}

fn main() {}
