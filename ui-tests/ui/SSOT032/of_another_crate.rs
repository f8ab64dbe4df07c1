use ssot::ssot_component;
use ssot_ui_tests::Oracle;

#[ssot_component(new, implements(Oracle))]
pub struct Delphi {}

impl Oracle for Delphi {}

#[ssot_component(new, implements(ssot_ui_tests::Oracle))]
pub struct Dodona<T>(T);

impl<T> Oracle for Dodona<T> {}

fn main() {}
