//! `cargo ssot discover`: what is listed without any settings, and how it is judged.

#[cfg(unix)]
mod asked;
mod copies;
mod judged;
mod kinds;
mod mended;
