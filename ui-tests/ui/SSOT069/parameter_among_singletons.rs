use ssot::composition;

pub trait Database: Send + Sync + 'static {}

composition! {
    pub struct App<D: Database> {
        singletons { D }
    }
}

fn main() {}
