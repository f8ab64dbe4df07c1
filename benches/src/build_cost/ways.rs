//! The ways to write a type of four fields that is made by a constructor.

/// The versions of the crates that `ssot` is compared with: those of today, to the digit.
const DERIVE_MORE: &str = "2.1.1";
const SHAKU: &str = "0.6.3";
const NUTYPE: &str = "0.8.0";
const TYPED_BUILDER: &str = "0.23.2";
const BON: &str = "3.10.3";

/// One way to write the types.
pub(super) struct Way {
    pub(super) name: &'static str,
    library: Library,
    /// What a crate has once.
    pub(super) once: &'static str,
    /// What it has for each type, which is called `NAME`.
    pub(super) each: &'static str,
    /// The types implement an interface; what they cost is compared with types by hand that do so too.
    pub(super) implements: bool,
}

/// What the types are written with.
enum Library {
    Nothing,
    Ssot,
    SsotWithoutDefaults,
    Published {
        name: &'static str,
        version: &'static str,
        features: Option<&'static str>,
    },
}

impl Way {
    pub(super) fn is_by_hand(&self) -> bool {
        matches!(self.library, Library::Nothing)
    }

    /// The name and the version of what the types are written with.
    pub(super) fn version(&self) -> Option<String> {
        match &self.library {
            Library::Nothing => None,
            Library::Ssot | Library::SsotWithoutDefaults => {
                Some(format!("ssot {}", env!("CARGO_PKG_VERSION")))
            }
            Library::Published { name, version, .. } => Some(format!("{name} {version}")),
        }
    }

    /// The line of the manifest.
    pub(super) fn dependency(&self) -> String {
        match &self.library {
            Library::Nothing => String::new(),
            Library::Ssot => crate::crates::ssot(""),
            Library::SsotWithoutDefaults => crate::crates::ssot(", default-features = false"),
            Library::Published {
                name,
                version,
                features: None,
            } => format!("{name} = \"={version}\""),
            Library::Published {
                name,
                version,
                features: Some(feature),
            } => format!(
                "{name} = {{ version = \"={version}\", default-features = false, features = [{feature:?}] }}"
            ),
        }
    }

    /// The name as a folder.
    pub(super) fn folder(&self) -> String {
        let name = self.name.chars();
        name.map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect()
    }
}

const fn published(name: &'static str, version: &'static str) -> Library {
    Library::Published {
        name,
        version,
        features: None,
    }
}

/// All of them; those by hand are the first.
pub(super) const WAYS: &[Way] = &[
    Way {
        name: "by hand",
        library: Library::Nothing,
        once: "",
        each: concat!(
            include_str!("fields.rs.txt"),
            include_str!("constructor.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "by hand, with an interface",
        library: Library::Nothing,
        once: include_str!("interface.rs.txt"),
        each: concat!(
            include_str!("fields.rs.txt"),
            include_str!("constructor.rs.txt"),
            include_str!("implements.rs.txt")
        ),
        implements: true,
    },
    Way {
        name: "`#[factory_only(new)]`",
        library: Library::Ssot,
        once: "",
        each: concat!(
            "#[ssot::factory_only(new)]\n",
            include_str!("fields.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`#[factory_only(new)]`, without default features",
        library: Library::SsotWithoutDefaults,
        once: "",
        each: concat!(
            "#[ssot::factory_only(new)]\n",
            include_str!("fields.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`#[factory_only]`, `#[factory]`",
        library: Library::Ssot,
        once: "",
        each: concat!(
            "#[ssot::factory_only]\n",
            include_str!("fields.rs.txt"),
            "#[ssot::factory]\n",
            include_str!("constructor.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`#[ssot_component]`, `#[factory]`",
        library: Library::Ssot,
        once: "",
        each: concat!(
            "#[ssot::ssot_component]\n",
            include_str!("fields.rs.txt"),
            "#[ssot::factory]\n",
            include_str!("constructor.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`#[ssot_component]`, `#[factory]`, with an interface",
        library: Library::Ssot,
        once: concat!(
            "#[ssot::ssot_interface]\n",
            include_str!("interface.rs.txt")
        ),
        each: concat!(
            "#[ssot::ssot_component(implements(Interface))]\n",
            include_str!("fields.rs.txt"),
            "#[ssot::factory]\n",
            include_str!("constructor.rs.txt"),
            include_str!("implements.rs.txt")
        ),
        implements: true,
    },
    Way {
        name: "`derive_more::Constructor`",
        library: Library::Published {
            name: "derive_more",
            version: DERIVE_MORE,
            features: Some("constructor"),
        },
        once: "",
        each: concat!(
            "#[derive(derive_more::Constructor)]\n",
            include_str!("fields.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`shaku::Component`, with an interface",
        library: published("shaku", SHAKU),
        once: include_str!("shaku_interface.rs.txt"),
        each: concat!(
            "#[derive(shaku::Component)]\n#[shaku(interface = Interface)]\n",
            include_str!("shaku_fields.rs.txt"),
            include_str!("implements.rs.txt")
        ),
        implements: true,
    },
    Way {
        name: "`nutype`",
        library: published("nutype", NUTYPE),
        once: "",
        each: "#[nutype::nutype]\npub struct NAME((u64, String, Vec<u8>, bool));\n",
        implements: false,
    },
    Way {
        name: "`typed_builder::TypedBuilder`",
        library: published("typed-builder", TYPED_BUILDER),
        once: "",
        each: concat!(
            "#[derive(typed_builder::TypedBuilder)]\n",
            include_str!("fields.rs.txt")
        ),
        implements: false,
    },
    Way {
        name: "`bon::Builder`",
        library: published("bon", BON),
        once: "",
        each: concat!("#[derive(bon::Builder)]\n", include_str!("fields.rs.txt")),
        implements: false,
    },
];
