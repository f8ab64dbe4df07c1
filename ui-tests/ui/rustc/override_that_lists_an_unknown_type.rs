use ssot::{composition, ssot_component, ssot_interface};
#[ssot_interface]
pub trait Store: Send + Sync {}
#[ssot_component(new, implements(Store))]
pub struct Disk {}
impl Store for Disk {}
#[ssot_component(new, implements(Store))]
pub struct Memory {}
impl Store for Memory {}
composition! { pub struct App { singletons { Disk as dyn Store } } }
composition! { pub struct TestApp overrides App { Disk => Memry } }
fn main() {}
