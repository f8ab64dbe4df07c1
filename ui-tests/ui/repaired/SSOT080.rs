use ssot::no_hardcoded;

#[no_hardcoded]
fn connect(address: &str) {
    println!("{address}");
}

fn main() {
    connect(&std::env::var("ADDRESS").unwrap_or_default());
}
