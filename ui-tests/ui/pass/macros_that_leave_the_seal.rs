//! Attribute macros may change and copy a guarded struct, and a derive is not judged by its name.

use ssot::{factory, factory_only};

#[factory_only]
#[ssot_ui_tests_attacks::replace_fields(pub number: u32)]
pub struct Widened {
    pub number: u16,
}

#[factory]
impl Widened {
    pub fn create() -> Self {
        Self { number: 1 << 20 }
    }
}

#[factory_only(new)]
#[ssot_ui_tests_attacks::duplicate]
pub struct Port {
    pub number: u16,
}

#[factory_only(new)]
#[ssot_ui_tests_attacks::add_attribute(derive(Debug))]
#[derive(PartialEq, ssot_ui_tests_attacks::Builder, ssot_ui_tests_attacks::From)]
pub struct Named {
    name: &'static str,
}

fn main() {
    assert_eq!(WidenedFactory::create().number, 1 << 20);
    assert_eq!(PortFactory::new(80).number, copy::Port { number: 80 }.number);
    let named = NamedFactory::new("a");
    assert_eq!(format!("{named:?}"), r#"Named { name: "a" }"#);
}
