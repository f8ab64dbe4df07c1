#[cfg(unix)]
mod unix {
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

#[cfg(not(unix))]
mod elsewhere {
    #[ssot::ssot_component(new)]
    pub struct Port {
        pub number: u16,
    }
}

mod never {
    #[ssot::ssot_component(new)]
    #[cfg(any())]
    pub struct Port {
        pub number: u16,
    }
}

fn main() {
    assert_eq!(ssot::registry().len(), 1);
}
