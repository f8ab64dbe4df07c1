use ssot::no_hardcoded;

#[no_hardcoded]
fn main() {
    let address = "localhost:8000";
    println!("{address}");
}
