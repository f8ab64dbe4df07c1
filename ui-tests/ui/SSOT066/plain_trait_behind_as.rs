use ssot::{composition, ssot_component};
pub trait Plain: Send + Sync {}
#[ssot_component(new)]
pub struct SystemClock {}
impl Plain for SystemClock {}
composition! { pub struct App { singletons { SystemClock as dyn Plain } } }
fn main() {}
