use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Handler<E> {
    fn handle(&self, event: E);
}

#[ssot_component(new, implements(Handler<u8>))]
pub struct Manager {
    name: String,
}

fn main() {}
