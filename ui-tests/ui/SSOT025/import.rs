mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

#[ssot::moved]
pub(crate) use crate::ws::Manager as OldManager;

fn main() {
    let _old: Option<OldManager> = None;
}
