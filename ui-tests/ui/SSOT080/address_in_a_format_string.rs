use ssot::no_hardcoded;

#[no_hardcoded]
fn url(port: u16) -> String {
    format!("http://localhost:{port}/health")
}

fn main() {
    println!("{}", url(80));
}
