//! Cargo honours `links` only for a package with a build script; this one has nothing else to do.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
