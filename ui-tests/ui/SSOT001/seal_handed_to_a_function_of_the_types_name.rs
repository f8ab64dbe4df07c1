#![allow(non_snake_case)]

use ssot::{FactorySeal, factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

fn Port(_: u16, _: FactorySeal<Port>) {}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        Port(number);
        None
    }
}

fn main() {}
