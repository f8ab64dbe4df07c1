use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Source {
    type Item;
}

#[ssot_component(new, implements(Source<Item = u8>))]
pub struct Manager {
    name: String,
}

impl Source for Manager {
    type Item = String;
}

fn main() {}
