use ssot::{composition, ssot_component};

#[ssot_component(new)]
pub struct Manager {}

composition! { pub struct App { singletons { Manager as dyn Send } } }

fn main() {}
