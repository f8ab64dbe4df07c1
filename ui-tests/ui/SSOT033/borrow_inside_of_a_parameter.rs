//! `automock` copies the type to where a lifetime needs a name.

use ssot::ssot_interface;

#[ssot_interface(mock)]
trait EventSink {
    fn send_event(&self, event: &str, next: Option<&Self>);
}

fn main() {}
