fn number() -> u8 {
    7
}

ssot::composition! {
    pub struct App {
        inputs { u8 = number }
    }
}

fn main() {
    number();
}
