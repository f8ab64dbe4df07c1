use ssot::ssot_interface;

#[ssot_interface]
pub trait EventSink {
    fn send_event(&self, event: &str);
}

impl<T> EventSink for Vec<T> {
    fn send_event(&self, _event: &str) {}
}

fn main() {}
