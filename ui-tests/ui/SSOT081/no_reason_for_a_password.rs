use ssot::no_hardcoded;

#[no_hardcoded(allow("amqp://guest:hunter2@rabbit"))]
fn main() {
    println!("amqp://guest:hunter2@rabbit");
}
