use ssot::ssot_interface;

pub struct Port;

#[ssot_interface]
impl Drop for Port {
    fn drop(&mut self) {}
}

fn main() {}
