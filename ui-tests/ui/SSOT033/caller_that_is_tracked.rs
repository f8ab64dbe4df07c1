//! `automock` copies the attribute to where it may not stand.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSink {
    #[track_caller]
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
