use ssot::{factory, no_hardcoded, ssot_component};

#[no_hardcoded]
mod mail {
    #[super::ssot_component(hardcoded = "deny")]
    pub struct Mailer {
        pub server: &'static str,
    }

    #[super::factory(hardcoded = "deny")]
    impl Mailer {
        pub fn create() -> Self {
            Self { server: "mail.acme.io:25" }
        }
    }
}

fn main() {
    println!("{}", mail::MailerFactory::create().server);
}
