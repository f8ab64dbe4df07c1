use ssot::{ssot_component, ssot_interface};

#[ssot_interface]
pub trait EventSink {
    fn send_event(&self, event: &str);
}

#[ssot_component(new, implements(EventSink))]
pub struct Manager {
    name: String,
}

impl EventSink for Manager {
    fn send_event(&self, _event: &str) {}
}

fn main() {}
