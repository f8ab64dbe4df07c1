use ssot::{factory, ssot_component};

#[ssot_component(enforce = "warn")]
pub struct Port<T> {
    number: T,
}

#[factory(enforce = "warn")]
impl<T> Port<T> {
    pub fn create(number: T) -> Self {
        Self { number }
    }

    pub fn optional(number: Option<T>) -> Option<Self> {
        number.map(|number| Self { number })
    }
}

fn main() {
    let _port = PortFactory::create(80);
}
