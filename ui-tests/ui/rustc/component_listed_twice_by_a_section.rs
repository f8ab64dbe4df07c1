#![forbid(unsafe_code)]

use ssot::private::Entry;
use ssot::{FactorySeal, ssot_component};

#[ssot_component(new)]
pub struct Clock {}

static ENTRY: Entry = Entry::of::<Clock>(FactorySeal::mint());

fn main() {
    let _ = &ENTRY;
}
