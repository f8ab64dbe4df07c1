use ssot::composition;

pub struct Bus;

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {}
