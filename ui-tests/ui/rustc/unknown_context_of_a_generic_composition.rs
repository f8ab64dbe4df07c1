use ssot::{composition, ssot_component};

pub trait Database: Send + Sync + 'static {}

#[ssot_component(new)]
pub struct Bus {}

#[ssot_component(new)]
pub struct Session {}

composition! {
    pub struct App<D: Database> {
        inputs { D }
        singletons { Bus }
        context(Visitor) { Session }
    }
}

fn main() {}
