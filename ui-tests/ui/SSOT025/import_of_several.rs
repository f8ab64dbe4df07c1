mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}

    pub mod store {
        #[ssot::ssot_component(new, canonical = "crate::ws::store::Store")]
        pub struct Store {}
    }
}

#[ssot::moved]
pub use crate::ws::{Manager, store::Store as OldStore};

fn main() {
    let _old: Option<(Manager, OldStore)> = None;
}
