#![forbid(unsafe_code)]

use ssot::private::component;
use ssot::ssot_component;

#[ssot_component(new)]
pub struct Clock {}

static ENTRY: extern "C" fn() = component::<Clock>;

fn main() {
    let _ = &ENTRY;
}
