use ssot::{composition, ssot_component};

#[ssot_component(new, scope = singleton)]
pub struct Bus {}

#[ssot_component(new, scope = singleton)]
pub struct Forgotten {}

composition! {
    pub struct App {
        singletons { Bus }
    }
}

fn main() {
    let violations = App::verify();
    let messages: Vec<_> = violations.iter().map(|violation| &violation.message).collect();
    assert_eq!(messages, ["component `Forgotten` is linked, and `App` neither lists it nor leaves it out"]);
}
