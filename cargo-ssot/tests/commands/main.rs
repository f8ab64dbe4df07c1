//! The other commands, as users call them.

#[path = "../support/sample.rs"]
mod sample;

mod baseline;
mod compiler;
mod explain;
mod init;
mod list;
mod lost_output;
mod new;
mod shells;
