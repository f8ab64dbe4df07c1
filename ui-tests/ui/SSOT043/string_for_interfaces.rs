use ssot::ssot_component;

#[ssot_component(new, implements = "EventSink")]
pub struct Port {
    pub number: u16,
}

fn main() {}
