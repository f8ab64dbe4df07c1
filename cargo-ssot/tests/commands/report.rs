//! What is written: findings in each format, and `cargo ssot report`, as users call it.

mod browser;
mod figures;
mod formats;
mod history;
mod page;
mod pages_in_folders;
mod repository;
mod score;
mod text;
mod workspace;
