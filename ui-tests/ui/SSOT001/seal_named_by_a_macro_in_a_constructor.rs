use ssot::{factory, factory_only};

macro_rules! seal {
    () => {
        one_seal_makes_one_instance
    };
}

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create() -> (Option<Self>, ssot::FactorySeal<Self>) {
        (None, seal!())
    }
}

fn main() {}
