mod one {
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

mod two {
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

fn main() {}
