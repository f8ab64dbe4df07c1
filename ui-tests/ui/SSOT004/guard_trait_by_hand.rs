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

impl ssot::private::Guarded for Port {
    type Constructors = ssot::private::Unchecked;
    type Checked = ssot::private::Unchecked;
    type Cloning = ssot::private::Allowed;
    type Scope = ssot::private::Unstated;
}

fn main() {}
