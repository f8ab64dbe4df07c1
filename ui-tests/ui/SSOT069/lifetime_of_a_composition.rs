use ssot::composition;

composition! {
    pub struct App<'a> {
        inputs { &'static str }
    }
}

fn main() {}
