use ssot::composition;

pub struct Settings;

composition! {
    pub struct App<D: Send + Sync> {
        inputs { D, Settings }
    }
}

fn main() {}
