#[ssot::ssot_interface]
#[ssot::ssot_interface(open)]
pub trait EventSink {}

fn main() {}
