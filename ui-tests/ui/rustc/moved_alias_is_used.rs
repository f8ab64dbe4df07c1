#![deny(deprecated)]

mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager<T>(pub T);
}

#[ssot::moved]
pub type OldManager<T> = crate::ws::Manager<T>;

fn main() {
    let _old: Option<OldManager<u8>> = None;
}
