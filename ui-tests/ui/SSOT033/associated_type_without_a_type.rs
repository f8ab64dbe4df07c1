//! `mockall` has to know what an associated type is in the mock.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait Queue {
    type Item;
    fn next(&self) -> Self::Item;
}

fn main() {}
