use ssot::{composition, ssot_component};
#[ssot_component(new)]
pub struct Disk {}
#[ssot_component(new)]
pub struct Memory {}
composition! { pub struct App { singletons { Disk, Memry } } }
fn main() {}
