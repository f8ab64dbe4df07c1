fn main() {
    let _server = ssot_ui_tests::Server::create("a");
}
