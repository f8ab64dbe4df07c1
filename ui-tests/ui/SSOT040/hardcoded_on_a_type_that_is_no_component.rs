use ssot::factory_only;

#[factory_only(new, hardcoded = "deny")]
pub struct Port(u16);

fn main() {
    assert_eq!(PortFactory::new(80).0, 80);
}
