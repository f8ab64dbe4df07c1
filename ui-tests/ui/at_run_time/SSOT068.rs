use ssot::{composition, ssot_component};

#[ssot_component(new, scope = singleton)]
pub struct Bus {}

composition! {
    pub struct App {
        singletons { Bus }
        left_out { "acme::Mailer" }
    }
}

fn main() {
    let violations = App::verify();
    let messages: Vec<_> = violations.iter().map(|violation| &violation.message).collect();
    assert_eq!(messages, ["`App` leaves out `acme::Mailer`, and no component of this binary has that name"]);
}
