//! The forms that an import has.

/// A form of an import.
pub(crate) struct Form {
    pub(crate) what: &'static str,
    /// The imports.
    pub(crate) imports: &'static str,
    /// How the type is called then.
    pub(crate) name: &'static str,
    /// What uses the rest of what is imported.
    pub(crate) besides: &'static str,
    /// What stands around the whole file.
    pub(crate) around: Option<(&'static str, &'static str)>,
    /// How the file is written.
    pub(crate) encoded: fn(&str) -> String,
}

const fn form(what: &'static str, imports: &'static str, name: &'static str) -> Form {
    Form {
        what,
        imports,
        name,
        besides: "",
        around: None,
        encoded: as_it_is,
    }
}

impl Form {
    const fn besides(mut self, besides: &'static str) -> Self {
        self.besides = besides;
        self
    }

    const fn around(mut self, before: &'static str, behind: &'static str) -> Self {
        self.around = Some((before, behind));
        self
    }

    const fn encoded(mut self, encoded: fn(&str) -> String) -> Self {
        self.encoded = encoded;
        self
    }
}

fn as_it_is(text: &str) -> String {
    text.to_owned()
}

fn with_carriage_returns(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn with_mark(text: &str) -> String {
    format!("\u{feff}{text}")
}

fn without_final_newline(text: &str) -> String {
    text.trim_end().to_owned()
}

const OTHER: &str = "pub fn besides(_: Other) -> usize {\n    0\n}\n";

pub(crate) const FORMS: &[Form] = &[
    form("a name", "use crate::old::Manager;", "Manager"),
    form("the first of a group", "use crate::old::{Manager, Other};", "Manager").besides(OTHER),
    form("the last of a group", "use crate::old::{Other, Manager};", "Manager").besides(OTHER),
    form(
        "one of a nested group",
        "use crate::{\n    facade::Sign,\n    old::{inner::Deep, Manager, Other},\n};",
        "Manager",
    )
    .besides("pub fn besides(_: Other, _: Deep, _: Sign) {}\n"),
    form("another name", "use crate::old::Manager as Boss;", "Boss"),
    form("all of a module", "use crate::old::*;", "Manager"),
    form("all of a module, of which more is used", "use crate::old::*;", "Manager").besides(OTHER),
    form("the module above", "use super::old::Manager;", "Manager"),
    form("a module", "use crate::old;", "old::Manager"),
    form("a module of which more is used", "use crate::old;", "old::Manager")
        .besides("pub fn besides() -> usize {\n    old::other()\n}\n"),
    form("a module by another name", "use crate::old as legacy;", "legacy::Manager"),
    form("no import", "", "crate::old::Manager"),
    form("no import, and a deeper path", "", "crate::old::inner::Manager"),
    form("an old name", "use crate::old::LegacyManager;", "LegacyManager"),
    form("an old name as the new one", "use crate::old::LegacyManager as Manager;", "Manager"),
    form("a second door", "use crate::facade::Manager;", "Manager"),
    form("a second door by another name", "use crate::facade::Boss;", "Boss"),
    form(
        "a second door beside itself",
        "use crate::facade::{self, Boss as Chief};",
        "Chief",
    )
    .besides("pub fn besides(_: facade::Sign) {}\n"),
    form(
        "a group with comments",
        "use crate::old::{\n    // The one.\n    Manager,\n    Other, // the other\n    inner::Deep,\n};",
        "Manager",
    )
    .besides("pub fn besides(_: Other, _: Deep) {}\n"),
    form("a restricted name", "pub(crate) use crate::old::Manager;", "Manager"),
    form(
        "names that are passed on",
        "pub use crate::old::{Manager as Public, Other};",
        "Public",
    ),
    form("a condition", "#[cfg(all())]\nuse crate::old::Manager;", "Manager"),
    form(
        "a group of one with an attribute",
        "#[allow(unused_imports)]\n// Why it is here.\nuse crate::old::{Manager};",
        "Manager",
    ),
    form("a module in a group", "use crate::old::inner::{self, Deep};", "inner::Manager")
        .besides("pub fn besides(_: Deep) {}\n"),
    form("a module of its own", "", "Manager").around(
        "//! A file.\n\n/// Inside.\npub mod scoped {\n    use crate::old::Manager;\n",
        "}\n",
    ),
    form(
        "a module that passes it on",
        "use self::alias::Manager;\n\npub mod alias {\n    pub use crate::old::Manager;\n}",
        "Manager",
    ),
    form("two in a line", "use crate::old::Other; use crate::old::Manager;", "Manager")
        .besides(OTHER),
    form("carriage returns", "use crate::old::{\n    Manager,\n    Other,\n};", "Manager")
        .besides(OTHER)
        .encoded(with_carriage_returns),
    form("a mark of the encoding", "use crate::old::Manager;", "Manager").encoded(with_mark),
    form("groups of one", "use crate::{old::{Manager}};", "Manager"),
    form("a group around everything", "use {crate::old::Manager, std::fmt};", "Manager")
        .besides("pub fn besides(_: &dyn fmt::Debug) {}\n"),
    form(
        "groups in a group",
        "use crate::old::{inner::{Manager as Inner, Deep}, Other};",
        "Inner",
    )
    .besides("pub fn besides(_: Other, _: Deep) {}\n"),
    form("a group that moves as a whole", "use crate::old::{Manager, Registry};", "Manager")
        .besides("pub fn besides(_: Registry<u8>) {}\n"),
    form(
        "two names of one type",
        "use crate::old::{Manager, inner::Manager as Two};",
        "Manager",
    )
    .besides("pub fn besides(two: Two) -> usize {\n    two.size()\n}\n"),
    form(
        "the arguments of a macro",
        "macro_rules! items {\n    ($($item:item)*) => { $($item)* };\n}\n\nitems! {\n    use crate::old::Manager;\n}",
        "Manager",
    ),
    form(
        "a long group",
        "use crate::old::{\n    LegacyManager,\n    Other,\n    other,\n};\n",
        "LegacyManager",
    )
    .besides("pub fn besides(_: Other) -> usize {\n    other()\n}\n"),
    form("no newline at the end", "use crate::old::Manager;", "Manager")
        .encoded(without_final_newline),
    form("a comment behind it", "use crate::old::Manager; // for now", "Manager"),
];

/// Forms in another crate.
pub(crate) const OUTSIDE: &[Form] = &[
    form(
        "a name of another crate",
        "use crate::old::Manager;",
        "Manager",
    ),
    form("a path of another crate", "", "crate::old::Manager"),
    form(
        "all of another crate's module",
        "use crate::old::*;",
        "Manager",
    ),
];
