#![forbid(unsafe_code)]

use ssot::composed::NO_INTERFACE as Source;

pub trait Source {
    type Item;
}

#[ssot::ssot_component(new, implements(Source<Item = u8>))]
pub struct Spring {}

impl Source for Spring {
    type Item = u8;
}

fn main() {}
