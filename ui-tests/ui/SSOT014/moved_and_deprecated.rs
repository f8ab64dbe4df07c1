mod ws {
    #[ssot::ssot_component(new, canonical = "crate::ws::Manager")]
    pub struct Manager {}
}

#[ssot::moved]
#[deprecated]
pub type OldManager = crate::ws::Manager;

fn main() {}
