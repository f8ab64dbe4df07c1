use ssot::{composition, factory, ssot_component};

pub struct Refused;

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Result<Self, Refused> {
        Ok(Self {})
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
