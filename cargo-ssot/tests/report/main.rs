//! `cargo ssot report`, as users call it.

mod browser;
mod figures;
mod history;
mod page;
mod pages_in_folders;
mod repository;
mod workspace;
