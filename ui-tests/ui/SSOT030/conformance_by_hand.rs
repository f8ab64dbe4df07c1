#![forbid(unsafe_code)]

use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait EventSink {
    fn send_event(&self, event: &str);
}

#[ssot_component(new, implements(EventSink))]
pub struct Silent {}

// The trait behind `implements(EventSink)`.
impl ImplementsEventSink for Silent {}

fn main() {}
