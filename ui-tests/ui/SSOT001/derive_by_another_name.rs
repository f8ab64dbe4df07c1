//! A derive is refused for the literal that it writes, whatever its name is.

use derive_more::From as Conversion;
use ssot::factory_only;

#[factory_only(new)]
#[derive(Conversion)]
pub struct Port {
    number: u16,
}

fn main() {}
