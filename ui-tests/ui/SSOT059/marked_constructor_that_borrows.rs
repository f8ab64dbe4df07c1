use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    #[inject]
    pub fn create(names: Option<&str>) -> Self {
        let _ = names;
        Self {}
    }
}

fn main() {}
