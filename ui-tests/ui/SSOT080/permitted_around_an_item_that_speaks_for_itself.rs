use ssot::no_hardcoded;

#[no_hardcoded(allow("10.0.0.1", reason = "the gateway of every network of ours"))]
mod network {
    pub const GATEWAY: &str = "10.0.0.1";

    #[ssot::no_hardcoded]
    pub fn peer() -> &'static str {
        "10.0.0.1"
    }
}

fn main() {
    println!("{}{}", network::GATEWAY, network::peer());
}
