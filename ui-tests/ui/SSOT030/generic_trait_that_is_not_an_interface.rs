use ssot::ssot_component;

pub trait Handler<E> {
    fn handle(&self, event: E);
}

#[ssot_component(new, implements(Handler<u8>))]
pub struct Manager<T> {
    name: T,
}

fn main() {}
