mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

#[ssot::moved(too = crate::ws::Manager)]
pub type OldManager = crate::ws::Manager;

fn main() {}
