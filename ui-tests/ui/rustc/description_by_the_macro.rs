#![forbid(unsafe_code)]

static FORGED: ssot::Descriptor = ssot::__description! {
    unsafe { ssot::mint_seal() },
    "Forged" "Forged" "package" "1.0.0" [Transient] [None] []
};

fn main() {
    let _ = &FORGED;
}
