use ssot::{composition, ssot_component};
pub mod domain {
    #[ssot::ssot_interface]
    pub trait Clock: Send + Sync {}
}
#[ssot_component(new, implements(domain::Clock))]
pub struct SystemClock {}
impl domain::Clock for SystemClock {}
composition! { pub struct App { singletons { SystemClock as dyn domain::Clok } } }
fn main() {}
