use ssot::ssot_component;

#[ssot_component(new, name = r"Po‍rt")]
pub struct Port {}

fn main() {}
