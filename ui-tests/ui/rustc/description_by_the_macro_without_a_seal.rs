static FORGED: ssot::Descriptor = ssot::__description! {
    panic!("there is none"),
    "Forged" "Forged" "package" "1.0.0" [Transient] [None] []
};

fn main() {
    let _ = &FORGED;
}
