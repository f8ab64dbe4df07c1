use ssot::composition;

pub struct Storage;

composition! {
    pub struct App {
        parts { Storage }
    }
}

fn main() {}
