use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Handler<E> {
    fn handle(&self, event: E);
}

#[ssot_component(new, implements(Handler<u8>))]
pub struct Manager {
    name: String,
}

impl Handler<u8> for Manager {
    fn handle(&self, _event: u8) {}
}

impl Handler<u16> for Manager {
    fn handle(&self, _event: u16) {}
}

fn main() {}
