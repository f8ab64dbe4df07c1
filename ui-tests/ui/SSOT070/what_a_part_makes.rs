use std::sync::Arc;

use ssot::{composition, ssot_component};

#[ssot_component(new)]
pub struct Disk {}

#[ssot_component(new)]
pub struct FakeDisk {}

#[ssot_component(new)]
pub struct Archive {
    pub disk: Arc<Disk>,
}

composition! {
    pub struct Storage {
        singletons { pub Disk }
    }
}

composition! {
    pub struct App {
        parts { Storage }
        singletons { Archive }
    }
}

composition! {
    pub struct TestApp overrides App { Disk => FakeDisk }
}

fn main() {}
