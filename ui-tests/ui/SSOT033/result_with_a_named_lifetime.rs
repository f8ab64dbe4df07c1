//! The mock borrows the result from itself, by a lifetime of its own.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSource {
    fn last_event<'a>(&'a self) -> &'a str;
}

fn main() {}
