use ssot::{composition, factory, factory_only};

#[factory_only(new)]
pub struct Bus {}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
