//! Builds of the fixtures, which are workspaces of their own: what cargo, rustc and the linker say, and what the
//! pages quote.
//!
//! `BLESS=1 cargo test -p ssot-tests --test builds` writes the quoted parts of all pages anew. `start::`, `pages::` or
//! `migration::` at the end of the line selects a page.

mod cost;
mod fixtures;
mod incremental;
mod migration;
mod mocks;
mod monitoring;
mod pages;
mod parts;
mod several_crates;
mod start;
