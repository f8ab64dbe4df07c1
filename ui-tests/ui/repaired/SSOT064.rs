use ssot::{composition, factory, ssot_component};

#[ssot_component(scope = singleton)]
pub struct Bus {}

#[factory]
impl Bus {
    pub async fn create() -> Self {
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

async fn start() {
    let app = App::new().unwrap();
    app.warm_up_async().await.unwrap();
}

fn main() {
    let _future = start();
}
