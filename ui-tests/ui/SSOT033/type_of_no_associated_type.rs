//! A type that is given for nothing would be ignored.

use ssot::ssot_interface;

#[ssot_interface(mock(type Item = u8))]
trait Queue {
    fn next(&self) -> u8;
}

fn main() {}
