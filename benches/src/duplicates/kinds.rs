//! What is defined twice: two libraries and a program that has both.

/// One row of the table.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The name of the program, and the beginning of those of its two libraries: `plain_one`, `plain_two`.
    pub(super) folder: &'static str,
    pub(super) one: &'static str,
    pub(super) two: &'static str,
    /// What the program lists, and what it does with both libraries, called `one` and `two` there.
    pub(super) program: Program,
    /// What stands between the program and the second library.
    pub(super) between: Between,
    /// The rule that is broken, and what is defined twice, as messages name it.
    pub(super) code: &'static str,
    pub(super) sentence: &'static str,
}

pub(super) struct Program {
    /// The composition; without one, nothing fails but `verify()`.
    pub(super) composition: Option<Composition>,
    /// Statements.
    pub(super) uses: &'static str,
}

pub(super) struct Composition {
    pub(super) sections: &'static str,
    pub(super) inputs: &'static str,
}

/// How the program depends on the second library.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    Nothing,
    /// A third library, which is all that the program knows.
    Library,
    /// The second library depends on the first.
    TheFirst,
    /// There is no second one: the program itself has the definition.
    Program,
    /// The two are versions of one package.
    Versions,
}

const PORT: &str = "ssot: component `Port` is defined twice";

const fn program(uses: &'static str) -> Program {
    Program {
        composition: Some(Composition {
            sections: "transients { one::Port }",
            inputs: "",
        }),
        uses,
    }
}

const fn component(
    name: &'static str,
    folder: &'static str,
    both: &'static str,
    uses: &'static str,
) -> Kind {
    Kind {
        name,
        folder,
        one: both,
        two: both,
        program: program(uses),
        between: Between::Nothing,
        code: "SSOT020",
        sentence: PORT,
    }
}

const PLAIN: &str = "
#[ssot::ssot_component]
pub struct Port { pub number: u16 }
#[ssot::factory]
impl Port {
    pub fn standard() -> Self { Self { number: 80 } }
}
";

const GENERIC: &str = "
#[ssot::ssot_component]
pub struct Port<T> { pub number: T }
#[ssot::factory]
impl<T: Default> Port<T> {
    pub fn standard() -> Self { Self { number: T::default() } }
}
";

/// All rows.
pub(super) const KINDS: &[Kind] = &[
    component(
        "plain",
        "plain",
        PLAIN,
        "black_box(two::PortFactory::standard());",
    ),
    Kind {
        program: Program {
            composition: Some(Composition {
                sections: "transients { one::Port<u8> }",
                inputs: "",
            }),
            uses: "black_box(two::PortFactory::<u16>::standard());",
        },
        ..component("generic", "generic", GENERIC, "")
    },
    component(
        "empty",
        "empty",
        "#[ssot::ssot_component(new)] pub struct Port {}",
        "black_box(two::PortFactory::new());",
    ),
    component(
        "tuple",
        "tuple",
        "#[ssot::ssot_component] pub struct Port(pub u16);
#[ssot::factory]
impl Port {
    pub fn standard() -> Self { Self(80) }
}
",
        "black_box(two::PortFactory::standard());",
    ),
    component(
        "unit",
        "unit",
        "#[ssot::ssot_component] pub struct Port;
#[ssot::factory]
impl Port {
    pub fn standard() -> Self { Self }
}
",
        "black_box(two::PortFactory::standard());",
    ),
    component(
        "constructor inlined",
        "inlined",
        "#[ssot::ssot_component] pub struct Port { pub number: u16 }
#[ssot::factory]
impl Port {
    #[inline(always)]
    pub fn standard() -> Self { Self { number: 80 } }
}
",
        "black_box(two::PortFactory::standard());",
    ),
    component(
        "constructor `async`",
        "waiting",
        "#[ssot::ssot_component] pub struct Port { pub number: u16 }
#[ssot::factory]
impl Port {
    pub async fn standard() -> Self { Self { number: 80 } }
}
",
        "let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let future = std::pin::pin!(two::PortFactory::standard());
    black_box(std::future::Future::poll(future, &mut context).is_ready());",
    ),
    component(
        "constructor `const`",
        "constant",
        "#[ssot::ssot_component] pub struct Port { pub number: u16 }
#[ssot::factory]
impl Port {
    pub const fn standard() -> Self { Self { number: 80 } }
}
",
        "const PORT: two::Port = two::PortFactory::standard(); black_box(PORT.number);",
    ),
    component(
        "constructor never called",
        "never_called",
        PLAIN,
        "let port: Option<two::Port> = None; black_box(port.map(|port| port.number));",
    ),
    component(
        "only mentioned",
        "mentioned",
        PLAIN,
        "black_box(size_of::<two::Port>());",
    ),
    Kind {
        program: Program {
            composition: None,
            uses: "black_box(size_of::<one::Port<u8>>() + size_of::<two::Port<u8>>());",
        },
        ..component("both only mentioned, generic", "mentioned_generic", GENERIC, "")
    },
    Kind {
        program: Program {
            composition: None,
            uses: "",
        },
        ..component("both only imported", "imported", PLAIN, "")
    },
    Kind {
        between: Between::Library,
        ..component(
            "in a dependency's dependency",
            "deep",
            PLAIN,
            "black_box(between::number());",
        )
    },
    Kind {
        between: Between::Program,
        ..component(
            "in the program itself",
            "own",
            PLAIN,
            "black_box(two::PortFactory::standard());",
        )
    },
    Kind {
        between: Between::Versions,
        code: "SSOT024",
        ..component(
            "two versions of one package",
            "versions",
            PLAIN,
            "black_box(two::PortFactory::standard());",
        )
    },
    Kind {
        one: "#[ssot::ssot_component(new, name = \"acme::Port\")] pub struct Port {}",
        two: "#[ssot::ssot_component(new, name = \"acme::Port\")] pub struct Harbour<T> { pub ships: T }",
        sentence: "ssot: component `acme::Port` is defined twice",
        ..component(
            "named by an argument",
            "named",
            "",
            "black_box(two::HarbourFactory::new(0_u8));",
        )
    },
    Kind {
        one: PLAIN,
        two: "
pub fn number() -> u16 {
    #[ssot::ssot_component(new)]
    struct Port { number: u16 }
    PortFactory::new(80).number
}
",
        ..component("in a function", "local", "", "black_box(two::number());")
    },
    Kind {
        one: "#[ssot::ssot_config(prefix = \"WS_TLS\")]
pub struct TlsConfig { #[config(default = 443)] pub port: u16 }
",
        two: "#[ssot::ssot_config(prefix = \"WS\")]
pub struct WsConfig { pub tls_port: Option<u16> }
",
        program: Program {
            composition: Some(Composition {
                sections: "inputs { ssot::config::Layers } singletons { one::TlsConfig }",
                inputs: "ssot::config::Layers::new()",
            }),
            uses: "black_box(two::WsConfigFactory::load(ssot::config::Layers::new()).is_ok());",
        },
        code: "SSOT090",
        sentence: "ssot: config key `WS_TLS_PORT` has two owners",
        ..component("configuration key", "key", "", "")
    },
    Kind {
        one: "#[ssot::ssot_config(prefix = \"WS_TLS\")]
pub struct TlsConfig { #[config(default = 443)] pub port: u16 }
",
        two: "#[ssot::ssot_config(prefix = \"WS\")]
pub struct WsConfig { pub tls_port: Option<u16> }
",
        program: Program {
            composition: None,
            uses: "black_box(size_of::<one::TlsConfig>() + size_of::<two::WsConfig>());",
        },
        code: "SSOT090",
        sentence: "ssot: config key `WS_TLS_PORT` has two owners",
        ..component("configuration key, both only mentioned", "key_mentioned", "", "")
    },
    Kind {
        one: "#[ssot::ssot_interface(sole)] pub trait Clock { fn hour(&self) -> u8; }
#[ssot::ssot_component(new, implements(Clock))] pub struct Quartz {}
impl Clock for Quartz { fn hour(&self) -> u8 { 12 } }
",
        two: "#[ssot::ssot_component(new, implements(one::Clock))] pub struct Sundial<T> { pub stone: T }
impl<T> one::Clock for Sundial<T> { fn hour(&self) -> u8 { 18 } }
",
        program: Program {
            composition: Some(Composition {
                sections: "singletons { one::Quartz as dyn one::Clock }",
                inputs: "",
            }),
            uses: "black_box(size_of::<two::Sundial<u8>>());",
        },
        between: Between::TheFirst,
        code: "SSOT032",
        sentence: "ssot: interface `Clock` is implemented twice",
        ..component("`sole` interface", "sole", "", "")
    },
];
