mod one {
    #[ssot::ssot_interface(sole)]
    pub trait Clock {}
}

mod other {
    #[ssot::ssot_interface(sole)]
    pub trait Clock {}
}

fn main() {}
