use ssot::no_hardcoded;

#[no_hardcoded]
const DATABASE: &str = concat!("DATABASE=", "postgresql://orders:hunter2@db.internal/orders");

fn main() {
    println!("{DATABASE}");
}
