use ssot::composition;

composition! {
    pub struct App {
        context { }
    }
}

fn main() {}
