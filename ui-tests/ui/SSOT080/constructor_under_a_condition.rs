use ssot::{factory, ssot_component};

#[ssot_component(hardcoded = "deny")]
pub struct Mailer {
    server: &'static str,
}

#[cfg(all())]
#[factory]
impl Mailer {
    #[cfg(any())]
    pub fn create() -> Self {
        Self { server: "localhost:25" }
    }

    #[cfg(all())]
    pub fn create() -> Self {
        Self { server: "localhost:26" }
    }
}

fn main() {
    println!("{}", MailerFactory::create().server);
}
