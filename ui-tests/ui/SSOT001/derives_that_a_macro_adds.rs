//! An attribute macro puts derives where the seal has been added, so that the one would hand it out and the other take it.

mod ports {
    #[ssot::factory_only(new)]
    #[ssot_ui_tests_attacks::add_attribute(derive(derive_more::Into, derive_more::From))]
    #[derive(Debug)]
    pub struct Port {
        number: u16,
    }
}

fn main() {
    let number: u16 = ports::PortFactory::new(80).into();
    println!("{number}");
}
