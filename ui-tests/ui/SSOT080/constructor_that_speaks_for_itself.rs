use ssot::{factory, no_hardcoded, ssot_component};

#[ssot_component(hardcoded = "deny")]
pub struct Mailer {
    servers: [&'static str; 2],
}

#[factory]
impl Mailer {
    #[no_hardcoded(allow("localhost:25", reason = "every machine of ours has a relay"))]
    pub fn create() -> Self {
        Self { servers: ["localhost:25", "mail.acme.io:25"] }
    }
}

fn main() {
    println!("{:?}", MailerFactory::create().servers);
}
