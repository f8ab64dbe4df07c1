use ssot::ssot_component;

#[ssot_component(new, name = "r#Foo")]
pub struct Port {
    pub number: u16,
}

fn main() {}
