//! The same components, each known by an interface or by its type, as each crate has them written.

use std::fmt::{self, Write as _};

/// The versions of the crates that `ssot` is compared with: those of today, to the digit.
const SHAKU: &str = "0.6.3";
const NJECT: &str = "0.5.1";
const FUNDLE: &str = "0.4.1";

/// One way to write components and to put them together.
pub(super) struct Way {
    pub(super) name: &'static str,
    /// The crate, if one is used, and its version.
    library: Option<(&'static str, &'static str)>,
    /// It is measured with components each of which needs the one before it.
    pub(super) has_chains: bool,
    /// How many crates the components are spread over, beside the program.
    pub(super) parts: usize,
    write: fn(&mut String, &[Part]) -> fmt::Result,
}

/// One component.
struct Part {
    number: usize,
    needs: Vec<usize>,
}

pub(super) const WAYS: &[Way] = &[
    Way {
        name: "hand, interfaces",
        library: None,
        has_chains: false,
        parts: 0,
        write: by_hand_with_interfaces,
    },
    Way {
        name: "hand, types",
        library: None,
        has_chains: true,
        parts: 0,
        write: by_hand,
    },
    Way {
        name: "`ssot`, interfaces",
        library: Some(("ssot", "")),
        has_chains: false,
        parts: 0,
        write: by_ssot_with_interfaces,
    },
    Way {
        name: "`ssot`, types",
        library: Some(("ssot", "")),
        has_chains: true,
        parts: 0,
        write: by_ssot,
    },
    Way {
        name: "`ssot`, types, ten parts",
        library: Some(("ssot", "")),
        has_chains: false,
        parts: 10,
        write: by_ssot_as_a_part,
    },
    Way {
        name: "`shaku`, interfaces",
        library: Some(("shaku", SHAKU)),
        has_chains: false,
        parts: 0,
        write: by_shaku,
    },
    Way {
        name: "`nject`, types",
        library: Some(("nject", NJECT)),
        has_chains: false,
        parts: 0,
        write: by_nject,
    },
    Way {
        name: "`fundle`, types",
        library: Some(("fundle", FUNDLE)),
        has_chains: false,
        parts: 0,
        write: by_fundle,
    },
];

impl Way {
    pub(super) fn is_by_hand(&self) -> bool {
        self.library.is_none()
    }

    /// The name and the version of what the components are written with.
    pub(super) fn version(&self) -> Option<String> {
        let (name, version) = self.library?;
        let own = env!("CARGO_PKG_VERSION");
        Some(format!(
            "{name} {}",
            if version.is_empty() { own } else { version }
        ))
    }

    /// The line of the manifest.
    pub(super) fn dependency(&self) -> String {
        match self.library {
            None => String::new(),
            Some((_, "")) => crate::crates::ssot(""),
            Some((name, version)) => format!("{name} = \"={version}\""),
        }
    }

    /// A program that makes so many components, and asks the last one for a sum of all that it needs.
    ///
    /// A component needs those at a half, a third and two thirds of its number, or, in a chain, the one before.
    pub(super) fn source(&self, size: usize, is_chain: bool) -> String {
        self.written(size, is_chain)
    }

    /// The libraries with the components, by the names of their packages, and the program that is made of them.
    pub(super) fn in_parts(&self, package: &str, size: usize) -> (Vec<(String, String)>, String) {
        let each = size / self.parts;
        let (mut libraries, mut list, mut total) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.parts {
            let library = format!("{package}-part-{number}");
            let root = library.replace('-', "_");
            let end = each - 1;
            list.push(format!("{root}::App"));
            total.push(format!(
                "app.get::<{root}::Part{number}x{end}>().unwrap().total{end}()"
            ));
            // One component has one definition in a program.
            let source = self.written(each, false);
            libraries.push((library, source.replace("Part", &format!("Part{number}x"))));
        }
        let program = format!(
            "//! A program that is made of parts.\n\nssot::composition! {{\n    pub struct App {{\n        parts {{ {} }}\n    \
             }}\n}}\n\nfn main() {{\n    let app = App::new().unwrap();\n    app.warm_up().unwrap();\n    println!(\"{{}}\", {});\n}}",
            list.join(", "),
            total.join(" + ")
        );
        (libraries, program)
    }

    fn written(&self, size: usize, is_chain: bool) -> String {
        let parts: Vec<_> = (0..size)
            .map(|number| {
                let mut needs = if is_chain {
                    number.checked_sub(1).into_iter().collect()
                } else {
                    vec![number / 3, number / 2, number * 2 / 3]
                };
                needs.retain(|needed| *needed < number);
                needs.dedup();
                Part { number, needs }
            })
            .collect();
        let mut source = String::from(
            "//! Generated components.\n#![recursion_limit = \"1024\"]\n\nuse std::sync::Arc;\n\n",
        );
        (self.write)(&mut source, &parts).expect("a string takes it");
        source
    }
}

impl Part {
    /// Something for each part that it needs.
    fn each(&self, write: impl Fn(usize) -> String) -> String {
        self.needs.iter().map(|needed| write(*needed)).collect()
    }

    fn last(parts: &[Self]) -> usize {
        parts.len() - 1
    }

    /// A struct of what it needs, without attributes.
    fn structure(&self, pointer: impl Fn(usize) -> String) -> String {
        let fields = self.each(|needed| format!("part{needed}: {}, ", pointer(needed)));
        format!("pub struct Part{} {{ {fields}}}\n", self.number)
    }

    fn parameters(&self, pointer: impl Fn(usize) -> String) -> String {
        self.each(|needed| format!("part{needed}: {}, ", pointer(needed)))
    }

    /// The arguments, and a literal's fields.
    fn names(&self) -> String {
        self.each(|needed| format!("part{needed}, "))
    }

    /// A constructor.
    fn constructor(&self, pointer: impl Fn(usize) -> String) -> String {
        let (number, parameters, names) = (self.number, self.parameters(pointer), self.names());
        format!(
            "impl Part{number} {{\n    pub fn create({parameters}) -> Self {{\n        Self {{ {names}}}\n    }}\n}}\n"
        )
    }

    /// The function that all have, for the impl that stands around it.
    fn total(&self) -> String {
        let number = self.number;
        let sum = self.each(|needed| format!(" + self.part{needed}.total{needed}()"));
        format!("fn total{number}(&self) -> u64 {{ {number}{sum} }}")
    }

    fn method(&self) -> String {
        format!("impl Part{} {{ pub {} }}\n", self.number, self.total())
    }

    fn interface(&self, attribute: &str, supertrait: &str) -> String {
        let number = self.number;
        format!(
            "{attribute}pub trait Interface{number}: {supertrait} {{ fn total{number}(&self) -> u64; }}\n"
        )
    }

    fn implementation(&self) -> String {
        let number = self.number;
        format!(
            "impl Interface{number} for Part{number} {{ {} }}\n\n",
            self.total()
        )
    }
}

fn typed(needed: usize) -> String {
    format!("Arc<Part{needed}>")
}

fn seen(needed: usize) -> String {
    format!("Arc<dyn Interface{needed}>")
}

fn by_hand(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        *source += &(part.structure(typed) + &part.constructor(typed) + &part.method());
    }
    put_together_by_hand(source, parts, typed)
}

fn by_hand_with_interfaces(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        *source += &part.interface("", "Send + Sync");
        *source += &(part.structure(seen) + &part.constructor(seen) + &part.implementation());
    }
    put_together_by_hand(source, parts, seen)
}

fn put_together_by_hand(
    source: &mut String,
    parts: &[Part],
    pointer: fn(usize) -> String,
) -> fmt::Result {
    writeln!(source, "pub struct App {{")?;
    for Part { number, .. } in parts {
        writeln!(source, "    pub part{number}: {},", pointer(*number))?;
    }
    writeln!(source, "}}\n\nimpl App {{\n    pub fn new() -> Self {{")?;
    for part in parts {
        let (number, ty) = (part.number, pointer(part.number));
        let arguments = part.each(|needed| format!("Arc::clone(&part{needed}), "));
        writeln!(
            source,
            "        let part{number}: {ty} = Arc::new(Part{number}::create({arguments}));"
        )?;
    }
    let all: Vec<_> = parts
        .iter()
        .map(|part| format!("part{}", part.number))
        .collect();
    let all = all.join(", ");
    let last = Part::last(parts);
    writeln!(
        source,
        "        Self {{ {all} }}\n    }}\n}}\n\nfn main() {{\n    println!(\"{{}}\", App::new().part{last}.total{last}());\n}}"
    )
}

fn by_ssot(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        *source += "#[ssot::ssot_component(scope = singleton)]\n";
        *source += &part.structure(typed);
        *source += "#[ssot::factory]\n";
        *source += &(part.constructor(typed) + &part.method());
    }
    put_together_by_ssot(
        source,
        parts,
        |_| String::new(),
        |last| format!("Part{last}"),
    )
}

/// A library, whose last component may be asked for.
fn by_ssot_as_a_part(source: &mut String, parts: &[Part]) -> fmt::Result {
    let mut whole = String::new();
    by_ssot(&mut whole, parts)?;
    let last = format!("            Part{},", Part::last(parts));
    let handed_out = format!("            pub crate::Part{},", Part::last(parts));
    let library = whole.split("\n\nfn main()").next().unwrap_or_default();
    *source += &library.replace(&last, &handed_out);
    Ok(())
}

fn by_ssot_with_interfaces(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        let number = part.number;
        *source += &part.interface("#[ssot::ssot_interface]\n", "Send + Sync");
        writeln!(
            source,
            "#[ssot::ssot_component(scope = singleton, implements(Interface{number}))]"
        )?;
        *source += &part.structure(seen);
        *source += "#[ssot::factory]\n";
        *source += &(part.constructor(seen) + &part.implementation());
    }
    let view = |number| format!(" as dyn Interface{number}");
    put_together_by_ssot(source, parts, view, |last| format!("dyn Interface{last}"))
}

fn put_together_by_ssot(
    source: &mut String,
    parts: &[Part],
    view: impl Fn(usize) -> String,
    asked: impl Fn(usize) -> String,
) -> fmt::Result {
    writeln!(
        source,
        "ssot::composition! {{\n    pub struct App {{\n        singletons {{"
    )?;
    for Part { number, .. } in parts {
        writeln!(source, "            Part{number}{},", view(*number))?;
    }
    let last = Part::last(parts);
    writeln!(
        source,
        "        }}\n    }}\n}}\n\nfn main() {{\n    let app = App::new().unwrap();\n    app.warm_up().unwrap();\n    \
         let last: Arc<{}> = app.get().unwrap();\n    println!(\"{{}}\", last.total{last}());\n}}",
        asked(last)
    )
}

fn by_shaku(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        let number = part.number;
        *source += &part.interface("", "shaku::Interface");
        writeln!(
            source,
            "#[derive(shaku::Component)]\n#[shaku(interface = Interface{number})]"
        )?;
        let fields =
            part.each(|needed| format!("#[shaku(inject)] part{needed}: {}, ", seen(needed)));
        writeln!(source, "pub struct Part{number} {{ {fields}}}")?;
        *source += &part.implementation();
    }
    let all: Vec<_> = parts
        .iter()
        .map(|part| format!("Part{}", part.number))
        .collect();
    let last = Part::last(parts);
    writeln!(
        source,
        "shaku::module! {{\n    pub App {{\n        components = [{}],\n        providers = []\n    }}\n}}\n\n\
         fn main() {{\n    use shaku::HasComponent;\n    let app = App::builder().build();\n    \
         let last: Arc<dyn Interface{last}> = app.resolve();\n    println!(\"{{}}\", last.total{last}());\n}}",
        all.join(", ")
    )
}

/// A shared component is kept in a cell of the provider, since `nject` makes each anew by itself.
fn by_nject(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        *source += "#[nject::injectable]\n";
        *source += &(part.structure(typed) + &part.method());
    }
    writeln!(source, "#[derive(Default)]\n#[nject::provider]")?;
    for Part { number, .. } in parts {
        writeln!(
            source,
            "#[provide(Arc<Part{number}>, self.part{number}.get_or_init(|| Arc::new(self.provide())).clone())]"
        )?;
    }
    writeln!(source, "pub struct App {{")?;
    for Part { number, .. } in parts {
        writeln!(
            source,
            "    part{number}: std::sync::OnceLock<Arc<Part{number}>>,"
        )?;
    }
    let last = Part::last(parts);
    writeln!(
        source,
        "}}\n\nfn main() {{\n    let app = App::default();\n    let last: Arc<Part{last}> = app.provide();\n    \
         println!(\"{{}}\", last.total{last}());\n}}"
    )
}

/// Each component is set by a call of the builder, whose closure is written by hand.
fn by_fundle(source: &mut String, parts: &[Part]) -> fmt::Result {
    for part in parts {
        *source += &(part.structure(typed) + &part.constructor(typed) + &part.method());
    }
    writeln!(source, "#[fundle::bundle]\npub struct App {{")?;
    for Part { number, .. } in parts {
        writeln!(source, "    part{number}: Arc<Part{number}>,")?;
    }
    writeln!(source, "}}\n\nfn main() {{\n    let app = App::builder()")?;
    for part in parts {
        let number = part.number;
        let arguments =
            part.each(|needed| format!("AsRef::<Arc<Part{needed}>>::as_ref(built).clone(), "));
        let closure = if part.needs.is_empty() { "_" } else { "built" };
        writeln!(
            source,
            "        .part{number}(|{closure}| Arc::new(Part{number}::create({arguments})))"
        )?;
    }
    let last = Part::last(parts);
    writeln!(
        source,
        "        .build();\n    println!(\"{{}}\", app.part{last}.total{last}());\n}}"
    )
}
