mod one {
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

mod two {
    pub use crate::one::Port;
}

fn main() {}
