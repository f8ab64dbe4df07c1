use ssot::composition;

pub struct Pool;

pub fn connect() -> Pool {
    Pool
}

composition! {
    pub struct App {
        makes { Pool = connect }
    }
}

fn main() {}
