fn main() {
    let _level = ssot_ui_tests::Level(3);
}
