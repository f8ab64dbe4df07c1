//! An expectation keeps the argument.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSink {
    fn send_event<E: std::fmt::Debug>(&self, event: E);
}

fn main() {}
