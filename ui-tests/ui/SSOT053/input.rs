use ssot::composition;

pub struct Settings;

composition! {
    pub struct App {
        inputs { Settings, Settings }
    }
}

fn main() {}
