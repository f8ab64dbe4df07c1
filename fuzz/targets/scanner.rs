//! See `ssot_fuzz::Target`.

#![no_main]

use ssot_fuzz::Target;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| Target::Scanner.run(bytes));
