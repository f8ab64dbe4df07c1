//! A workspace of a given size, which compiles: what back ends are made of, without dependencies.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Modules in a package, so that there are as many packages as a workspace of that size has.
const MODULES: usize = 100;

/// Writes a workspace of about `lines` lines, and returns how many there are.
pub(super) fn generate(root: &Path, lines: usize) -> usize {
    let mut written = 0;
    let mut packages = 0;
    while written < lines {
        written += package(&root.join(format!("package_{packages}")), packages);
        packages += 1;
    }
    let manifest = "[workspace]\nmembers = [\"package_*\"]\nresolver = \"3\"\n";
    fs::write(root.join("Cargo.toml"), manifest).expect("the tree can be written");
    written
}

fn package(folder: &Path, number: usize) -> usize {
    let source = folder.join("src");
    fs::create_dir_all(&source).expect("the tree can be written");
    let before = match number.checked_sub(1) {
        Some(before) => format!("package_{before} = {{ path = \"../package_{before}\" }}\n"),
        None => String::new(),
    };
    let manifest = format!(
        "[package]\nname = \"package_{number}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{before}"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the tree can be written");
    let mut root = String::from("//! A package of a generated workspace.\n\n");
    let mut lines = 0;
    for module in 0..MODULES {
        writeln!(root, "pub mod module_{module};").expect("a string takes it");
        let text = self::module(number, module);
        lines += text.lines().count();
        fs::write(source.join(format!("module_{module}.rs")), text)
            .expect("the tree can be written");
    }
    fs::write(source.join("lib.rs"), &root).expect("the tree can be written");
    lines + root.lines().count()
}

/// About a hundred and twenty lines, as they are usual: types, an error, implementations, tests.
fn module(package: usize, module: usize) -> String {
    let import = match (package.checked_sub(1), module.checked_sub(1)) {
        (_, Some(before)) => {
            format!("use crate::module_{before}::Entry{package}x{before} as Other;\n")
        }
        (Some(before), None) => {
            format!("use package_{before}::module_0::Entry{before}x0 as Other;\n")
        }
        (None, None) => "use std::string::String as Other;\n".to_owned(),
    };
    let name = format!("{package}x{module}");
    TEMPLATE.replace("IMPORT\n", &import).replace("NAME", &name)
}

const TEMPLATE: &str = include_str!("module.rs.txt");

/// The lines of the Rust files below a folder, links not followed.
pub(super) fn lines_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("the tree can be read");
    let lines = entries.map(|entry| {
        let entry = entry.expect("the tree can be read");
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            lines_below(&path)
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let bytes = fs::read(&path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).lines().count()
        } else {
            0
        }
    });
    lines.sum()
}
