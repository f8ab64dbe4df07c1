use ssot::{composition, ssot_component, ssot_interface};
#[ssot_interface]
pub trait Store: Send + Sync {}
#[ssot_component(new, implements(Store))]
pub struct Disk {}
impl Store for Disk {}
#[ssot_component(new, implements(Store))]
pub struct Memory {}
impl Store for Memory {}
composition! { pub struct App { singletons { Disk as dyn Store } left_out { crate::Memory } } }
composition! { pub struct TestApp overrides App { Disk => crate::Memory } }
mod inner {
    use super::*;
    composition! { pub struct App2 { singletons { Disk as dyn Store } left_out { Memory } } }
    composition! { pub struct TestApp2 overrides App2 { Disk => crate::Memory } }
}
fn main() {}
