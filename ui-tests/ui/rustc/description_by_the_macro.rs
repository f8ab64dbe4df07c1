#![forbid(unsafe_code)]

static FORGED: ssot::Descriptor = ssot::__description! {
    unsafe { ssot::FactorySeal::mint() },
    "Forged" "Forged" "package" "1.0.0" [Transient] [None] []
};

fn main() {
    let _ = &FORGED;
}
