use ssot::no_hardcoded;

#[no_hardcoded]
static HOST: &[u8] = b"db.internal:5432\0";

fn main() {
    assert_eq!(HOST.len(), 17);
}
