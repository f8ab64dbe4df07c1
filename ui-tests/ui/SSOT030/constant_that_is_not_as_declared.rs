use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait Codec<const N: usize> {}

#[ssot_component(new, implements(Codec<4>))]
pub struct Manager {
    name: String,
}

impl Codec<8> for Manager {}

fn main() {}
