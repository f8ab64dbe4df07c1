#![deny(deprecated)]

mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

mod interface {
    pub(crate) use crate::ws;
}

#[ssot::moved]
pub type OldManager = interface::ws::Manager;

fn main() {
    let _old: Option<OldManager> = None;
}
