fn main() {
    let _server = ssot_ui_tests::Server { name: String::new() };
}
