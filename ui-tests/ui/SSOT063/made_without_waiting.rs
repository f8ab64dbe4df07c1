use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Talk {}

#[factory]
impl Talk {
    pub async fn create(#[given] subject: String) -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        makes { Talk }
    }
}

fn main() {
    let app = App::new().unwrap();
    app.make::<Talk>(("weather".to_owned(),)).unwrap();
}
