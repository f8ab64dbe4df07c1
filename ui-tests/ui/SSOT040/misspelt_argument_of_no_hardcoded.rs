use ssot::no_hardcoded;

#[no_hardcoded(alow("localhost:8000", reason = "the development server"))]
fn main() {
    println!("localhost:8000");
}
