//! A feature that the package does not have is never on, and there is no mock.

#![deny(unexpected_cfgs)]

use ssot::ssot_interface;

#[ssot_interface(mock = "tseting")]
trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
