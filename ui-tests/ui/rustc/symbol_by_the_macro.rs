#![forbid(unsafe_code)]

extern "C" fn before_main() {}

ssot::__linked! { "malloc" ssot::private::Entry::calling(before_main, unsafe { ssot::mint_seal() }) }

fn main() {}
