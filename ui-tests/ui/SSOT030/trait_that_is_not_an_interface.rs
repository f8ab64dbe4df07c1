use std::fmt::Display;

use ssot::ssot_component;

#[ssot_component(new, implements(Display))]
pub struct Manager {
    name: String,
}

fn main() {}
