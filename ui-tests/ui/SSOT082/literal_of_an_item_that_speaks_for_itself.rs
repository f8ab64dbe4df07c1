use ssot::no_hardcoded;

#[no_hardcoded(allow("10.0.0.1", reason = "the gateway"))]
mod network {
    #[ssot::no_hardcoded(allow("10.0.0.1", reason = "the gateway"))]
    pub fn gateway() -> &'static str {
        "10.0.0.1"
    }
}

fn main() {
    println!("{}", network::gateway());
}
