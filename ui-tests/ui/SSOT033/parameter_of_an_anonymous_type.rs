//! A mock keeps one expectation for each type that a method is called with.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSink {
    fn send_event(&self, event: impl Into<String>) -> usize;
}

fn main() {}
