// An address is found in a constructor, and the impl does not know whether the component denies it.

#[ssot_component(hardcoded = "deny")]
pub struct Mailer {
    server: &'static str,
}

#[factory]
impl Mailer {
    #[cfg(unix)]
    pub fn create() -> Self {
        Self { server: "localhost:25" }
    }
}
