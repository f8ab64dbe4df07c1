use ssot::no_hardcoded;

#[no_hardcoded(
    allow("localhost:8000", reason = "the development server"),
    allow("localhost:8001", reason = "the development server that was")
)]
fn main() {
    println!("localhost:8000");
}
