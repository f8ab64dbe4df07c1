//! `cargo ssot discover`: what is listed without any settings, and how it is judged.

#[path = "../support/sample.rs"]
mod sample;

#[cfg(unix)]
mod asked;
mod judged;
mod kinds;
mod mended;
