mod ws {
    pub struct Manager;
}

use ws::Manager;

#[ssot::moved]
pub fn manager() -> Manager {
    Manager
}

fn main() {}
