//! An associated type is one type.

use ssot::ssot_interface;

#[ssot_interface(mock(type Item = u8, type Item = u16))]
trait Queue {
    type Item;
    fn next(&self) -> Self::Item;
}

fn main() {}
