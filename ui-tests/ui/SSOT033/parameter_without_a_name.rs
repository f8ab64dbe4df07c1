//! A mock tells the parameters of a method apart by their names.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSink {
    fn send_event(&self, _: &str) -> usize;
}

fn main() {}
