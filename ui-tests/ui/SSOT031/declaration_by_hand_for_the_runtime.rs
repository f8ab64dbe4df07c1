#![forbid(unsafe_code)]

use ssot::{IsInterface, ssot_interface};

#[ssot_interface]
pub trait EventSink {
    fn send_event(&self, event: &str);
}

pub struct Plain;

impl ssot::Implements<{ InterfaceEventSink::KNOWN.id }, ()> for Plain {}

impl EventSink for Plain {
    fn send_event(&self, _event: &str) {}
}

fn main() {}
