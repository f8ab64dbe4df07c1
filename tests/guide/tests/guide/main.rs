//! The pages: their code, their links and their words.

mod axum_handlers;
mod axum_server;
mod client;
mod english;
mod pages;
#[path = "../../../tests/builds/parts.rs"]
mod parts;
mod programs;
mod texts;
