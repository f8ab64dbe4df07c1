use ssot::{factory, factory_only};

#[factory_only]
pub struct Port {
    pub number: u16,
}

#[factory]
impl Port {
    pub fn create(number: u16) -> Option<Self> {
        (number > 0).then(|| Self { number })
    }
}

#[derive(Default)]
enum Either {
    #[default]
    None,
    Port(Port),
}

fn main() {
    let _either = Either::Port(Port { number: 0 });
    let _none = Either::default();
}
