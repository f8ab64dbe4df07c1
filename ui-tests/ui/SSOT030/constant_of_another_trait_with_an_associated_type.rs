#![forbid(unsafe_code)]

mod real {
    #[ssot::ssot_interface]
    pub trait Source {}
}

mod forged {
    pub trait Source {
        type Item;
    }

    #[allow(non_upper_case_globals)]
    pub const Source: super::real::InterfaceSource = super::real::Source;
}

#[ssot::ssot_component(new, implements(forged::Source<Item = u8>))]
pub struct Spring {}

impl forged::Source for Spring {
    type Item = u8;
}

fn main() {}
