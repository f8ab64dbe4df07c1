use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub fn create(#[given] subject: &str, bus: &Bus) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
        makes { Talk }
    }
}

fn main() {
    let app = App::new().unwrap();
    app.make::<Talk>("weather").unwrap();
}
