use ssot::no_hardcoded;

#[no_hardcoded(allow("https://example.com", reason = "nobody owns it"))]
fn main() {
    println!("https://example.com");
}
