use ssot::ssot_interface;

#[ssot_interface(mock)]
pub trait EventSink {
    fn send_event<T: 'static>(&self, event: T, sent: impl Fn(T) + 'static);
}

fn main() {}
