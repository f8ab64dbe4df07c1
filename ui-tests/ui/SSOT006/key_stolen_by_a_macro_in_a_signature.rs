use ssot::{factory, factory_only};

trait Leak {
    fn leak() -> Port;
}

macro_rules! steal {
    () => {{
        impl Leak for () {
            fn leak() -> Port {
                Port {
                    number: 0,
                    __constructed_only_by_PortFactory: ssot::private::mint::<Port, _>(__ssot_key::key(), &()),
                }
            }
        }
        0
    }};
}

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(_: [u8; steal!()]) -> Self {
        Self { number: 1 }
    }
}

fn main() {
    let _port = <() as Leak>::leak();
}
