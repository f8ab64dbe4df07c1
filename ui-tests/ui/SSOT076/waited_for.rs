use ssot::{composition, factory, ssot_component};

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    pub fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

pub async fn ask(app: &App) {
    app.make_async::<Bus>(()).await.unwrap();
}

fn main() {}
