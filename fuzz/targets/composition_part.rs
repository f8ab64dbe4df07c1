//! See `ssot_fuzz::Target`.

#![no_main]

use ssot_fuzz::{Macro, Target};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| Target::Macro(Macro::Part).run(bytes));
