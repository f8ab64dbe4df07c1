use ssot::composition;

composition! {
    pub struct App {
        inputs { &str }
    }
}

fn main() {}
