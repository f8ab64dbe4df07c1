//! What the benchmarks compare: the same components three times, for `ssot`, for `shaku`, and put
//! together by hand.
//!
//! All three hold and hand out `Arc<dyn Interface>`, since that is what `shaku` knows.

pub mod graph;
pub mod scope;
