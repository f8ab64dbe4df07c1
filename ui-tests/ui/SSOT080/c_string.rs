use ssot::no_hardcoded;

#[no_hardcoded]
fn main() {
    assert_eq!(c"[fe80::1%eth0]:80".count_bytes(), 17);
}
