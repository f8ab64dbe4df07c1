use ssot::{composition, ssot_component};

#[ssot_component(new, name = "ui::Config")]
pub struct Config {}

composition! {
    pub struct App {
        singletons { Config, ssot_ui_tests::Config }
    }
}

fn main() {}
