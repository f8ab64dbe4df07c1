//! `cargo ssot`: see the crate's documentation.

fn main() -> std::process::ExitCode {
    cargo_ssot::main()
}
