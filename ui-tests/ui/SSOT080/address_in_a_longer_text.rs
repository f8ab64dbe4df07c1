use ssot::no_hardcoded;

#[no_hardcoded]
fn main() {
    println!("listening on 127.0.0.1:8080, as ever");
}
