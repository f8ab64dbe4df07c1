#[ssot::ssot_interface]
pub trait EventSink {}

#[ssot::ssot_component(new, implements(dyn EventSink))]
pub struct Printer {}

impl EventSink for Printer {}

fn main() {}
