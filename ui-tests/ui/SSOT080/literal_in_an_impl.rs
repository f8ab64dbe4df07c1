use ssot::no_hardcoded;

pub struct Client {
    url: &'static str,
}

#[no_hardcoded]
impl Client {
    pub fn new() -> Self {
        Self { url: r#"https://api.acme.io/v1?key=1"# }
    }
}

fn main() {
    println!("{}", Client::new().url);
}
