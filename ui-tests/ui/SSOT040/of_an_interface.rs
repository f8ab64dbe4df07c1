use ssot::ssot_interface;

#[ssot_interface(opne)]
pub trait EventSink {
    fn send_event(&self, event: &str);
}

fn main() {}
