//! `automock` does not see what a macro expands to.

use ssot::ssot_interface;

macro_rules! methods {
    () => {
        fn send_event(&self, event: &str) -> usize;
    };
}

#[ssot_interface(mock)]
trait EventSink {
    methods!();
}

fn main() {}
