mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager<T>(pub T);
}

pub mod prelude {
    pub use crate::ws::Manager;
}

#[ssot::moved]
pub type OldManager<T> = crate::ws::Manager<T>;

fn main() {
    let _old: Option<OldManager<u8>> = None;
}
