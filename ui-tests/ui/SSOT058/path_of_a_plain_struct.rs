use ssot::composition;

pub mod deep {
    pub struct Bus;
}

composition! {
    pub struct App {
        singletons { deep::Bus }
    }
}

fn main() {}
