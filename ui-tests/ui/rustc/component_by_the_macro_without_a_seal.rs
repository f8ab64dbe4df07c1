#[ssot::ssot_component(new)]
pub struct Clock {}

pub struct Forged;

ssot::__component! {
    Forged ClockFactory [Transient] "ssot: component `Forged` is defined twice" loop {}
    {} { "Forged" "Forged" "package" "1.0.0" [Transient] [None] [] }
}

fn main() {}
