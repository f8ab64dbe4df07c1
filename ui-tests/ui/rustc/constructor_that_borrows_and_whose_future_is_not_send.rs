use ssot::{composition, factory, ssot_component};

#[ssot_component(new)]
pub struct Settings {}

#[ssot_component]
pub struct Bus {}

#[factory]
impl Bus {
    pub async fn create(_settings: &Settings) -> Self {
        let counted = std::rc::Rc::new(());
        std::future::ready(()).await;
        drop(counted);
        Self {}
    }
}

composition! {
    pub struct App {
        singletons { Settings, Bus }
    }
}

fn main() {}
