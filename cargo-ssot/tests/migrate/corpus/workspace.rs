//! A workspace of a thousand files: every form of an import, with every position that a type's name can have.

use std::fs;
use std::path::Path;

use super::forms::{FORMS, Form, OUTSIDE};
use super::positions::{POSITIONS, Position};

/// One file in so many is written where nobody asks for all.
pub(crate) const PART: usize = 8;

/// What stands at the old paths, and at the canonical ones.
const LIBRARY: &str = r"//! The crate.

pub mod facade;
pub mod managers;
pub mod old;
";

const MANAGERS: &str = r#"//! Where everything is now.

use ssot::{factory, ssot_component};

#[derive(Debug, PartialEq)]
#[ssot_component(canonical = "crate::managers::Manager", enforce = "warn")]
pub struct Manager {
    pub size: usize,
}

#[factory(enforce = "warn")]
impl Manager {
    pub fn of(size: usize) -> Self {
        Self { size }
    }
}

impl Manager {
    pub const LIMIT: usize = 7;

    pub fn describe() -> &'static str {
        "a manager"
    }

    pub fn twice<T: Into<usize>>(size: T) -> usize {
        size.into() * 2
    }

    pub fn size(&self) -> usize {
        self.size
    }
}

pub trait Sized2 {
    type Item;

    fn item() -> usize;
}

impl Sized2 for Manager {
    type Item = u8;

    fn item() -> usize {
        4
    }
}

#[ssot_component(canonical = "crate::managers::Registry", enforce = "warn")]
pub struct Registry<T> {
    pub all: Vec<T>,
}

#[factory(enforce = "warn")]
impl<T> Registry<T> {
    pub fn of(all: Vec<T>) -> Self {
        Self { all }
    }
}
"#;

const OLD: &str = r"//! Where everything was.

use ssot::moved;

#[moved]
pub type Manager = crate::managers::Manager;

#[moved]
pub type LegacyManager = crate::managers::Manager;

#[moved]
pub type Registry<T> = crate::managers::Registry<T>;

pub struct Other;

pub fn other() -> usize {
    5
}

pub mod inner {
    use ssot::moved;

    #[moved]
    pub type Manager = crate::managers::Manager;

    pub struct Deep;
}
";

const FACADE: &str = r"//! Another door.

pub use crate::managers::Manager;
pub use crate::managers::Manager as Boss;

pub struct Sign;
";

const ATTRIBUTE: &str = r#"//! An attribute that takes the path of a type.

use proc_macro::TokenStream;

#[proc_macro_attribute]
pub fn needs(path: TokenStream, item: TokenStream) -> TokenStream {
    let check = format!("const _: Option<{path}> = None;");
    let mut all: TokenStream = check.parse().expect("it is an item");
    all.extend(item);
    all
}
"#;

/// Whether a form meets a position: always if all is asked for, or else so that each of them is met.
fn is_wanted(form_index: usize, position_index: usize) -> bool {
    (form_index + position_index).is_multiple_of(PART) || is_exhaustive()
}

pub(crate) fn is_exhaustive() -> bool {
    std::env::var_os("EXHAUSTIVE").is_some()
}

/// How many files it writes that use an old path.
pub(crate) fn write(folder: &Path) -> usize {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.canonicalize().expect("it is there");
    let package =
        |name: &str| format!("[package]\nname = '{name}'\nversion = '1.0.0'\nedition = '2024'\n\n");
    let file = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    file(
        "Cargo.toml",
        &format!(
            "[workspace]\nmembers = ['attribute']\n\n{}[dependencies]\nattribute.path = 'attribute'\nssot = {{ path = '{}', \
             default-features = false }}\n",
            package("corpus"),
            runtime.display()
        ),
    );
    file(
        "attribute/Cargo.toml",
        &format!("{}[lib]\nproc-macro = true\n", package("attribute")),
    );
    file("attribute/src/lib.rs", ATTRIBUTE);
    file(".gitignore", "target\n");
    file("src/managers.rs", MANAGERS);
    file("src/old.rs", OLD);
    file("src/facade.rs", FACADE);
    let mut library = vec![LIBRARY.to_owned()];
    let mut outside = Vec::new();
    let mut count = 0;
    for (form_index, form) in FORMS.iter().enumerate() {
        for (position_index, position) in POSITIONS.iter().enumerate() {
            if !is_wanted(form_index, position_index) {
                continue;
            }
            let name = format!("case_{form_index:02}_{position_index:02}");
            library.push(format!("pub mod {name};\n"));
            let text = case(form, position).replace("MODULE", &name);
            file(&format!("src/{name}.rs"), &text);
            count += 1;
        }
    }
    for (form_index, form) in OUTSIDE.iter().enumerate() {
        for (position_index, position) in POSITIONS.iter().enumerate() {
            if position.inside_only || !is_wanted(form_index, position_index) {
                continue;
            }
            let name = format!("case_{form_index:02}_{position_index:02}");
            outside.push(format!("mod {name};\n"));
            let text = case(form, position).replace("crate::", "corpus::");
            file(&format!("tests/outside/{name}.rs"), &text);
            count += 1;
        }
    }
    file("src/lib.rs", &library.concat());
    file("tests/outside/main.rs", &outside.concat());
    let lock = fs::copy("../Cargo.lock", folder.join("Cargo.lock"));
    lock.expect("the versions of this workspace need no download");
    count
}

fn case(form: &Form, position: &Position) -> String {
    let code = position.code.replace("Manager", form.name);
    let made = "use crate::managers::ManagerFactory as Factory;\n";
    let text = format!(
        "//! {} and {}.\n\n{}\n{made}\n{code}\n{}\n",
        form.what, position.what, form.imports, form.besides
    );
    let text = match form.around {
        Some((before, behind)) => format!("{before}{text}{behind}").replace("//! ", "// "),
        None => text,
    };
    (form.encoded)(&text)
}
