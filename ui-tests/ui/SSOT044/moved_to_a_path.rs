mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

#[ssot::moved(crate::ws::Manager)]
pub type OldManager = ws::Manager;

fn main() {}
