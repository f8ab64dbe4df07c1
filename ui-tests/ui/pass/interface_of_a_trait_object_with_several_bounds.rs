use std::fmt::Debug;

#[ssot::ssot_interface]
pub trait Printer<T: ?Sized> {
    fn print(&self, what: &T) -> u8;
}

#[ssot::ssot_component(new, implements(Printer<dyn Debug + Send>, Printer<dyn Fn(&str) -> u8 + Send>))]
pub struct Press {}

impl Printer<dyn Debug + Send> for Press {
    fn print(&self, _: &(dyn Debug + Send)) -> u8 {
        1
    }
}

impl Printer<dyn Fn(&str) -> u8 + Send> for Press {
    fn print(&self, what: &(dyn Fn(&str) -> u8 + Send)) -> u8 {
        what("page")
    }
}

fn main() {
    let call: &(dyn Fn(&str) -> u8 + Send) = &|text| u8::try_from(text.len()).unwrap();
    assert_eq!(PressFactory::new().print(call), 4);
}
