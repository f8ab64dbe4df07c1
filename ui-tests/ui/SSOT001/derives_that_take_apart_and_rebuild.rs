//! Neither of the two sees the seal, so what the one takes apart is too little for the other.

mod ports {
    use derive_more::{From as Conversion, Into};

    #[ssot::factory_only(new)]
    #[derive(Into, Conversion)]
    pub struct Port {
        number: u16,
    }
}

fn main() {
    let number: u16 = ports::PortFactory::new(80).into();
    let _forged = ports::Port::from(number + 1);
}
