//! The names of this program.

/// The name of the program, from which cargo makes the name of its subcommand.
pub const PROGRAM: &str = "cargo-ssot";
pub const SUBCOMMAND: &str = "ssot";
