pub mod database {
    pub struct Pool;

    pub fn connect() -> Pool {
        Pool
    }
}

ssot::composition! {
    pub struct App {
        singletons { database::Pool = database::connect }
    }
}
fn main() {}
