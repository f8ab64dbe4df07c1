use ssot::{ssot_component, ssot_interface};

#[ssot_interface(sole = "acme::Parser")]
pub trait Parser<T> {}

#[ssot_component(new, implements(Parser<u8>))]
pub struct Bytes {}

impl Parser<u8> for Bytes {}

#[ssot_component(new, implements(Parser<char>))]
pub struct Text {}

impl Parser<char> for Text {}

fn main() {}
