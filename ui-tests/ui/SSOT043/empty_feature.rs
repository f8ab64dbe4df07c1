//! No feature has no name.

use ssot::ssot_interface;

#[ssot_interface(mock = "")]
trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
