use ssot::ssot_component;

#[ssot_component(new, enforce = "forbid")]
pub struct Port {
    pub number: u16,
}

fn main() {}
