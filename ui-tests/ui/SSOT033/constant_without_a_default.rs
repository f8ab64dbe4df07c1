//! A mock has no constants of its own.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait Table {
    const WIDTH: usize;
    fn find(&self, key: u8) -> Option<u8>;
}

fn main() {}
