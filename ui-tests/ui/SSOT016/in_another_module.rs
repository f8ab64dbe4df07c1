use ssot::factory;

mod port {
    use ssot::factory_only;

    #[factory_only(enforce = "warn")]
    pub(crate) struct Port {
        pub(crate) number: u16,
    }
}

#[factory(enforce = "deny")]
impl port::Port {
    pub fn create(number: u16) -> Self {
        Self { number }
    }
}

fn main() {
    let _port = port::PortFactory::create(80);
}
