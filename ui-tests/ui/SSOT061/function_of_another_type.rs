pub struct Pool;

pub fn connect() -> String {
    String::new()
}

ssot::composition! {
    pub struct App {
        singletons { Pool = connect }
    }
}

fn main() {}
