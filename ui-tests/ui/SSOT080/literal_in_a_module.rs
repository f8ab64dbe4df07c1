use ssot::no_hardcoded;

#[no_hardcoded]
mod outer {
    pub mod inner {
        pub const PEER: &str = "10.0.0.1";
    }
}

fn main() {
    println!("{}", outer::inner::PEER);
}
