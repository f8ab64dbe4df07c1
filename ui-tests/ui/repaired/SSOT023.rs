mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

#[ssot::moved]
pub type OldManager = crate::ws::Manager;

fn main() {
    let _old: Option<OldManager> = None;
}
