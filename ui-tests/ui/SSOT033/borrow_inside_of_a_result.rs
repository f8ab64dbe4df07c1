//! `automock` copies the type to where a lifetime needs a name.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSource {
    fn last_event(&self) -> Option<&str>;
}

fn main() {}
