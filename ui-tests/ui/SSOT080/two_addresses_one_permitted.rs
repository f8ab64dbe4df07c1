use ssot::no_hardcoded;

#[no_hardcoded(allow("http://localhost", reason = "the development server"))]
fn main() {
    println!("http://localhost/ or http://acme.io/");
}
