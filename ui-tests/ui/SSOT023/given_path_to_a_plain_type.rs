mod ws {
    pub struct Manager;
}

#[ssot::moved(to = crate::ws::Manager)]
pub fn port() -> u16 {
    80
}

fn main() {}
