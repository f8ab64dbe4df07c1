use ssot::{composition, factory, ssot_component};

pub struct Settings;

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create(settings: &Settings) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
