use ssot::ssot_component;

#[ssot_component(name = "Port")]
pub enum Port {
    Tcp(u16),
}

fn main() {}
