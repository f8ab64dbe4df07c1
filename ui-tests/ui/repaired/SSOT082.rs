use ssot::no_hardcoded;

#[no_hardcoded]
fn main() {
    println!("https://example.com");
}
