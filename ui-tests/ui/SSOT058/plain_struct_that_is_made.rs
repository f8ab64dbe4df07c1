use ssot::composition;

pub struct Talk {}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {}
