use ssot::{factory, factory_only};

#[factory_only(enforce = "warn")]
pub struct Port {
    pub number: u16,
}

#[factory(enforce = "warn")]
impl Port {
    pub fn create(number: u16, #[cfg_attr(all(), cfg(windows))] _handle: usize) -> Self {
        Self { number }
    }
}

fn main() {}
