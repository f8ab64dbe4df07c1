mod ws {
    #[ssot::ssot_component(new)]
    pub struct Manager {}
}

#[ssot::moved]
pub type OldManager = crate::ws::Manager;

fn main() {
    let _old: Option<OldManager> = None;
}
