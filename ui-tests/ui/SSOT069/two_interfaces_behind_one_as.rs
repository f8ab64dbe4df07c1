#[ssot::ssot_interface]
pub trait R: Send + Sync {}
#[ssot::ssot_interface]
pub trait W: Send + Sync {}
#[ssot::ssot_component(implements(R, W))]
pub struct Bus {}
#[ssot::factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}
impl R for Bus {}
impl W for Bus {}
ssot::composition! {
    pub struct App {
        singletons { Bus as dyn R + dyn W }
    }
}
fn main() {}
