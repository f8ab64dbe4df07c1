use ssot::composition;

pub struct Pool;

fn connect() -> Pool {
    Pool
}

composition! {
    pub struct App {
        singletons { Pool = connect() }
    }
}

fn main() {}
