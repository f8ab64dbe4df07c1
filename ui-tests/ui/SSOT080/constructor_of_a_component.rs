use ssot::{factory, ssot_component};

#[ssot_component(hardcoded = "deny")]
pub struct Mailer {
    server: String,
}

#[factory]
impl Mailer {
    pub fn create(port: u16) -> Self {
        Self { server: format!("mail.acme.io:{port}") }
    }

    pub fn local() -> Self {
        Self { server: String::from("localhost:25") }
    }
}

fn main() {
    println!("{}", MailerFactory::local().server);
}
