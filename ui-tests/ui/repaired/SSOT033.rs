use ssot::ssot_interface;

#[ssot_interface(mock)]
pub trait EventSink {
    fn send_event(&self, event: &str) -> usize;
}

fn main() {}
