use ssot::no_hardcoded;

#[no_hardcoded]
fn main() {
    let hosts = vec!["redis:6379", "host=db.internal dbname=orders user=app"];
    println!("{hosts:?}");
}
