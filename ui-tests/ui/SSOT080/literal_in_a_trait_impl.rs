use ssot::no_hardcoded;

pub struct Settings {
    pub address: [u8; 4],
    pub text: &'static str,
}

#[no_hardcoded]
impl Default for Settings {
    fn default() -> Self {
        Self { address: [127, 0, 0, 1], text: "::1" }
    }
}

fn main() {
    assert_eq!(Settings::default().text.len(), 3);
}
