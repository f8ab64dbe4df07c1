//! The name of a feature is a string.

use ssot::ssot_interface;

#[ssot_interface(mock = 1)]
trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
