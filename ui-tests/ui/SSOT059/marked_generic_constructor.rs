use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    #[inject]
    pub fn create<T: Send>(value: T) -> Self {
        drop(value);
        Self {}
    }
}

fn main() {}
