pub struct Plain;

impl ssot_ui_tests::Sink for Plain {
    fn send(&self) {}
}

fn main() {}
