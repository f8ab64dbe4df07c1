//! The other commands, as users call them, and what the documentation shows of them.

#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/unpacked.rs"]
mod unpacked;

mod baseline;
mod compiler;
mod explain;
mod init;
mod list;
mod lost_output;
mod new;
mod readme;
mod report;
mod shells;
mod shown;
