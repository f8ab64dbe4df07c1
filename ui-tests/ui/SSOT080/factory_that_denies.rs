use ssot::{factory, factory_only};

#[factory_only]
pub struct Mailer {
    server: &'static str,
}

#[factory(hardcoded = "deny")]
impl Mailer {
    pub fn create() -> Self {
        Self { server: "mail.acme.io:25" }
    }
}

fn main() {
    println!("{}", MailerFactory::create().server);
}
