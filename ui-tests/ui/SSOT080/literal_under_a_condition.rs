use ssot::no_hardcoded;

#[no_hardcoded]
mod network {
    #[cfg(any())]
    pub const GATEWAY: &str = "10.0.0.1";
    #[cfg(all())]
    pub const GATEWAY: &str = "10.0.0.2";
}

fn main() {
    println!("{}", network::GATEWAY);
}
