use ssot::ssot_interface;

#[ssot_interface(mock)]
pub trait EventSink {
    fn send_event(&self, _: &str) -> usize;
}

fn main() {}
