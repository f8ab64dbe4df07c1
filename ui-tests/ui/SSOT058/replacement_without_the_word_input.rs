use ssot::{composition, ssot_component, ssot_interface};

#[ssot_interface(open)]
pub trait Storage: Send + Sync {}

#[ssot_component(new, implements(Storage))]
pub struct Disk {}

impl Storage for Disk {}

#[derive(Clone)]
pub struct FakeStorage;

impl Storage for FakeStorage {}

composition! {
    pub struct App {
        singletons { Disk as dyn Storage }
    }
}

composition! {
    pub struct TestApp overrides App { Disk => FakeStorage }
}

fn main() {}
