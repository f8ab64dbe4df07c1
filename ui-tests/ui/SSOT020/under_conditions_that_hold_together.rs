use ssot::ssot_component;

#[cfg(all())]
#[ssot_component(new)]
pub struct Port {
    pub number: u16,
}

mod other {
    #[cfg(not(any()))]
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

fn main() {}
