//! The pages that show cases and their errors.
//!
//! `BLESS=1 cargo test -p ssot-ui-tests --test pages` writes these parts anew.

#[path = "../../../tests/tests/builds/parts.rs"]
mod parts;
mod readme;
mod violation_pages;
