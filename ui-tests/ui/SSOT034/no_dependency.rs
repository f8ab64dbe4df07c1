//! The mock is what `mockall` makes of the trait, and this package does not depend on it.

use ssot::ssot_interface;

#[ssot_interface(mock = "testing")]
trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
