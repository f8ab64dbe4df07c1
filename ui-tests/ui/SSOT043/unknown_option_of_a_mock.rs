//! `mock(..)` holds a feature and associated types.

use ssot::ssot_interface;

#[ssot_interface(mock(target = MockSink))]
trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
