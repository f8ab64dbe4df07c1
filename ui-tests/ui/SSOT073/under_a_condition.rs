use ssot::{factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[cfg_attr(all(), given)] subject: &str) -> Self {
        Self {}
    }
}

fn main() {}
