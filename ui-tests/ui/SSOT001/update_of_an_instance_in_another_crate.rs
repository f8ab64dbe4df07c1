fn main() {
    let server = ssot_ui_tests::ServerFactory::create("a");
    let _other = ssot_ui_tests::Server { name: String::new(), ..server };
}
