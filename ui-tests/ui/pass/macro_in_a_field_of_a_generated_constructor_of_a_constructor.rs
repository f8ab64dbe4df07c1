use ssot::factory_only;

macro_rules! length {
    () => {
        3
    };
}

#[factory_only(new)]
pub struct Port {
    pub numbers: [u16; length!()],
}

fn main() {}
