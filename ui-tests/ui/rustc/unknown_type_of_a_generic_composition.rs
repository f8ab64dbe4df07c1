use ssot::{composition, ssot_component};

pub trait Database: Send + Sync + 'static {}

#[ssot_component(new)]
pub struct Bus {}

composition! {
    pub struct App<D: Database> {
        inputs { D }
        singletons { Bus, Metrics }
    }
}

fn main() {}
