//! What a configuration is: a component that owns its keys, read from layers.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ssot::config::{ConfigError, Layers, ProblemKind};
use ssot::{
    Component, ScopeKind, composition, factory, ssot_component, ssot_config, ssot_interface,
};

#[ssot_config(prefix = "WS")]
struct WsConfig {
    /// Address to listen on.
    ///
    /// All of them by default.
    #[config(default = "0.0.0.0")]
    host: String,
    /// Port to listen on.
    #[config(default = 8000)]
    port: u16,
    /// Signs the sessions.
    #[config(secret)]
    token: String,
    origin: Option<String>,
}

fn ws(layers: Layers) -> Result<WsConfig, ConfigError> {
    WsConfigFactory::load(layers.variables([("WS_TOKEN", "swordfish")]))
}

#[test]
fn a_later_layer_overrules_an_earlier_one_and_all_of_them_the_defaults() {
    let config = ws(Layers::new()).expect("the token is given");
    assert_eq!((config.host.as_str(), config.port), ("0.0.0.0", 8000));
    assert_eq!((config.token.as_str(), config.origin), ("swordfish", None));

    let one = Layers::new().text("[ws]\nport = 1\nhost = 'one'\norigin = 'here'");
    let two = one.clone().text("ws.port = 2");
    let three = two.clone().variables([("WS_PORT", "3")]);
    let four = three.clone().text("ws = { port = 4 }");
    for (layers, port) in [(one, 1), (two, 2), (three, 3), (four, 4)] {
        let config = ws(layers).expect("every layer is right");
        assert_eq!((config.host.as_str(), config.port), ("one", port));
        assert_eq!(config.origin.as_deref(), Some("here"));
    }
}

#[test]
fn of_two_variables_with_one_name_the_last_holds() {
    let layers = Layers::new().variables([("WS_PORT", "1"), ("WS_PORT", "2")]);
    assert_eq!(ws(layers).expect("it is a port").port, 2);
}

#[test]
fn a_configuration_is_a_singleton_component() {
    let component = ssot::registry().by_name("WsConfig").expect("it is linked");
    assert_eq!(component.scope, ScopeKind::Singleton);
    assert_eq!(component, WsConfig::DESCRIPTOR);
    assert!(ssot::registry().verify().is_empty());
}

#[ssot_interface]
trait Listening {
    fn address(&self) -> String;
}

mod library {
    use ssot::ssot_config;

    #[ssot_config(
        prefix = "LIBRARY_2",
        name = "acme::LibraryConfig",
        implements(super::Listening),
        canonical = "crate::loading::library::LibraryConfig"
    )]
    #[derive(PartialEq)]
    pub(crate) struct LibraryConfig {
        #[config(default = 80)]
        pub(crate) r#type: u16,
        #[config(rename = "addr", default = "::1")]
        pub(super) address: String,
    }
}

impl Listening for library::LibraryConfig {
    fn address(&self) -> String {
        format!("{} {}", self.address, self.r#type)
    }
}

#[test]
fn it_takes_what_a_component_takes() {
    let layers = Layers::new().text("[library_2]\ntype = 7\naddr = 'here'");
    let config = library::LibraryConfigFactory::load(layers).expect("both are right");
    assert_eq!(config.address(), "here 7");
    let variables = [("LIBRARY_2_TYPE", "8"), ("LIBRARY_2_ADDR", "there")];
    let other = library::LibraryConfigFactory::load(Layers::new().variables(variables));
    let other = other.expect("both are right");
    assert_eq!(other.address(), "there 8");
    assert!(config != other);
    let known = ssot::registry().by_interface("Listening").next();
    assert_eq!(
        known.map(|component| component.name),
        Some("acme::LibraryConfig")
    );
}

#[ssot_component(scope = singleton)]
struct Server {
    address: String,
}

#[factory]
impl Server {
    fn create(config: &WsConfig) -> Self {
        let address = format!("{}:{}", config.host, config.port);
        Self { address }
    }
}

composition! {
    struct App {
        inputs { WsConfig }
        singletons { Server }
        left_out { "acme::LibraryConfig", "Kinds", "Conditional", "Crate", "Neighbour", "Empty", "Public", "Declared", "WithText" }
    }
}

#[test]
fn a_composition_takes_it_as_an_input() {
    let app = App::new(ws(Layers::new()).expect("the token is given"));
    let app = app.expect("every component is defined once");
    let server: Arc<Server> = app.get().expect("it does not fail");
    assert_eq!(server.address, "0.0.0.0:8000");
    let config: Arc<WsConfig> = app.get().expect("it is given");
    assert_eq!(config.token, "swordfish");
    // The other modules of this program have components too.
    let violations = App::verify();
    let mut components = violations
        .iter()
        .flat_map(|violation| &violation.components);
    assert!(
        components.all(|component| !component.module.starts_with(module_path!())),
        "{violations:?}"
    );
    assert!(
        violations
            .iter()
            .all(|violation| !violation.components.is_empty()),
        "{violations:?}"
    );
}

composition! {
    struct Loaded {
        inputs { Layers }
        singletons { WsConfig, Server }
    }
}

#[test]
fn a_composition_loads_it_if_it_is_listed() {
    let layers = Layers::new().variables([("WS_TOKEN", "x"), ("WS_PORT", "9")]);
    let app = Loaded::new(layers).expect("every component is defined once");
    let server: Arc<Server> = app.get().expect("the layers are right");
    assert_eq!(server.address, "0.0.0.0:9");

    let app = Loaded::new(Layers::new()).expect("every component is defined once");
    let error = app.get::<Server>().err().expect("there is no token");
    assert_eq!(error.component(), "WsConfig");
    let error = error
        .downcast_ref::<ConfigError>()
        .expect("it is the configuration's");
    assert_eq!(error.problems()[0].kind, ProblemKind::Missing);
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Fast,
    Limited { rate: u8 },
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Limits {
    burst: u32,
    rate: f32,
    #[serde(default)]
    names: HashMap<String, String>,
}

type Maybe = Option<u8>;

fn five() -> Result<u8, String> {
    "5".parse().map_err(|_| "it is no number".to_owned())
}

#[ssot_config(prefix = "KINDS")]
struct Kinds {
    text: Option<String>,
    on: Option<bool>,
    signed: Option<i64>,
    real: Option<f64>,
    letter: Option<char>,
    list: Option<Vec<u8>>,
    pair: Option<(u8, String)>,
    address: Option<IpAddr>,
    #[config(default = "/etc")]
    path: PathBuf,
    mode: Option<Mode>,
    limits: Option<Limits>,
    maybe: Maybe,
    #[config(default = HashMap::<String, u8>::new())]
    map: HashMap<String, u8>,
    #[config(default = five().unwrap_or(if 1 < 2 { 3 } else { 4 }))]
    computed: u8,
    #[config(default = Self::most())]
    own: u64,
}

impl Kinds {
    fn most() -> u64 {
        u64::MAX
    }
}

fn kinds(layers: Layers) -> Result<Kinds, ConfigError> {
    KindsFactory::load(layers)
}

fn variable(name: &str, value: &str) -> Result<Kinds, ConfigError> {
    kinds(Layers::new().variables([(name, value)]))
}

fn toml(text: &str) -> Result<Kinds, ConfigError> {
    kinds(Layers::new().text(format!("[kinds]\n{text}")))
}

#[test]
fn what_is_not_given_is_the_default_or_none() {
    let config = kinds(Layers::new()).expect("everything is optional");
    assert_eq!(
        (config.text, config.limits, config.maybe),
        (None, None, None)
    );
    assert_eq!(config.path, PathBuf::from("/etc"));
    assert_eq!((config.map.len(), config.computed), (0, 5));
    assert_eq!(config.own, u64::MAX);
}

#[test]
fn a_variable_is_read_as_what_its_type_asks_for() {
    let read = |name: &str, value: &str| variable(name, value).expect("it is of the type");
    for text in ["007", "true", "", " [1] ", "a,b"] {
        assert_eq!(read("KINDS_TEXT", text).text.as_deref(), Some(text));
    }
    for (text, on) in [
        ("true", true),
        ("ON", true),
        ("1", true),
        ("no", false),
        ("0", false),
    ] {
        assert_eq!(read("KINDS_ON", text).on, Some(on));
    }
    let smallest = i64::MIN.to_string();
    assert_eq!(read("KINDS_SIGNED", &smallest).signed, Some(i64::MIN));
    assert_eq!(read("KINDS_REAL", "-1e3").real, Some(-1000.0));
    assert_eq!(read("KINDS_LETTER", "ß").letter, Some('ß'));
    assert_eq!(read("KINDS_LIST", "1, 2,3").list, Some(vec![1, 2, 3]));
    assert_eq!(read("KINDS_LIST", "").list, Some(vec![]));
    assert_eq!(
        read("KINDS_PAIR", "1,two").pair,
        Some((1, "two".to_owned()))
    );
    assert_eq!(read("KINDS_ADDRESS", "::1").address, "::1".parse().ok());
    assert_eq!(read("KINDS_PATH", "/a b").path, PathBuf::from("/a b"));
    assert_eq!(read("KINDS_MODE", "fast").mode, Some(Mode::Fast));
    assert_eq!(read("KINDS_MAYBE", "9").maybe, Some(9));
}

#[test]
fn a_variable_that_is_not_of_its_type_is_refused() {
    for (name, value, path, defect) in [
        (
            "KINDS_ON",
            "maybe",
            "on",
            "found string \"maybe\", expected a boolean",
        ),
        (
            "KINDS_SIGNED",
            " 1",
            "signed",
            "found string \" 1\", expected i64",
        ),
        (
            "KINDS_SIGNED",
            "true",
            "signed",
            "found string \"true\", expected i64",
        ),
        (
            "KINDS_REAL",
            "1,5",
            "real",
            "found string \"1,5\", expected f64",
        ),
        (
            "KINDS_COMPUTED",
            "",
            "computed",
            "found string \"\", expected u8",
        ),
        (
            "KINDS_LIST",
            "1,,2",
            "list.1",
            "found string \"\", expected u8",
        ),
        (
            "KINDS_LIST",
            "[1, 2",
            "list.0",
            "found string \"[1\", expected u8",
        ),
        (
            "KINDS_LIMITS",
            "1",
            "limits",
            "found string \"1\", expected struct Limits",
        ),
        (
            "KINDS_LIMITS",
            "{ burst",
            "limits",
            "found string \"{ burst\", expected struct Limits",
        ),
    ] {
        let error = variable(name, value)
            .expect_err("it is not of the type")
            .to_string();
        let end =
            format!("`kinds.{path}` is invalid in the variable `{name}`: invalid type: {defect}");
        assert!(error.ends_with(&end), "{error}");
    }
    for (name, value, defect) in [
        (
            "KINDS_COMPUTED",
            "256",
            "invalid value unsigned int `256`, expected u8",
        ),
        ("KINDS_PAIR", "1,two,3", "invalid length 3, expected 2"),
        (
            "KINDS_MODE",
            "slow",
            "no variant `slow`: its variants are `fast`, `limited`",
        ),
    ] {
        let error = variable(name, value)
            .expect_err("it is not of the type")
            .to_string();
        assert!(
            error.ends_with(&format!("in the variable `{name}`: {defect}")),
            "{error}"
        );
    }
}

#[test]
fn what_stands_in_a_file_is_of_its_own_kind() {
    let config = toml(
        "text = '7'\nsigned = 7\nreal = 1\nlist = [1]\nmode = { limited = { rate = 3 } }\n\
         limits = { burst = 1, rate = 0.5, names = { 1 = 'one' } }\nmap.one = 1",
    );
    let config = config.expect("everything is of its kind");
    assert_eq!(
        (config.text.as_deref(), config.signed),
        (Some("7"), Some(7))
    );
    assert_eq!((config.real, config.list), (Some(1.0), Some(vec![1])));
    assert_eq!(config.mode, Some(Mode::Limited { rate: 3 }));
    let limits = config.limits.expect("it is given");
    assert_eq!(
        (limits.burst, limits.rate, limits.names["1"].as_str()),
        (1, 0.5, "one")
    );
    assert_eq!(config.map["one"], 1);
    assert_eq!(
        toml("mode = 'fast'").expect("it is a variant").mode,
        Some(Mode::Fast)
    );
}

#[test]
fn what_stands_in_a_file_is_not_converted() {
    for (text, defect) in [
        (
            "text = 7",
            "`kinds.text` is invalid in the text in layer 1: invalid type: found signed int `7`, expected a string",
        ),
        ("on = 1", "found signed int `1`, expected a boolean"),
        ("computed = 80.6", "found float `80.6`, expected u8"),
        ("computed = true", "found bool true, expected u8"),
        ("computed = '1'", "found string \"1\", expected u8"),
        (
            "computed = -1",
            "invalid value signed int `-1`, expected u8",
        ),
        (
            "list = [1, 256]",
            "`kinds.list.1` is invalid in the text in layer 1: invalid value signed int `256`, expected u8",
        ),
        (
            "pair = [1, 'two', 3]",
            "`kinds.pair` is invalid in the text in layer 1: invalid length 3, expected 2",
        ),
        (
            "limits = { burst = 1 }",
            "`kinds.limits.rate` is missing: set the environment variable `KINDS_LIMITS__RATE`, or `rate` in the table \
             `[kinds.limits]` of a TOML file",
        ),
        (
            "limits = { burst = 'x', rate = 1 }",
            "`kinds.limits.burst` is invalid in the text in layer 1: invalid type: found string \"x\", expected u32",
        ),
        (
            "mode = { limited = { rate = 1, rato = 2 } }",
            "`kinds.mode.limited.rato` in the text in layer 1 is not a key: did you mean `rate`?",
        ),
        (
            "limits = { burst = 1, rate = 1, brust = 2 }",
            "`kinds.limits.brust` in the text in layer 1 is not a key: did you mean `burst`?",
        ),
        (
            "mode = { limited = { rate = 'x' } }",
            "`kinds.mode.limited.rate` is invalid in the text in layer 1: invalid type: found string \"x\", expected u8",
        ),
    ] {
        let error = toml(text).expect_err("it is not of the type").to_string();
        assert!(error.ends_with(defect), "{error}");
    }
    assert!(toml("mode = { fast = 1, limited = 2 }").is_err());
}

#[test]
fn a_table_is_merged_from_the_layers_that_have_a_part_of_it() {
    let part = |text: &str| Layers::new().text("[kinds.limits]\nburst = 1").text(text);
    let config = kinds(part("[kinds.limits]\nrate = 2.0")).expect("the parts are a whole");
    let limits = config.limits.expect("it is given");
    assert_eq!((limits.burst, limits.rate), (1, 2.0));
    let error = kinds(part("[kinds.limits]\nrate = 'x'")).expect_err("a rate is a number");
    let one = "`kinds.limits.rate` is invalid in the text in layer 2: invalid type";
    assert!(error.to_string().contains(one), "{error}");
}

#[ssot_config(prefix = "CONDITIONAL")]
struct Conditional {
    #[cfg(test)]
    #[config(default = 1)]
    present: u8,
    #[cfg(not(test))]
    #[config(default = Missing::new())]
    absent: Missing,
    #[cfg(test)]
    width: Option<u8>,
    #[cfg(not(test))]
    width: Option<u16>,
}

#[test]
fn a_field_that_is_not_compiled_is_no_key() {
    let config = ConditionalFactory::load(Layers::new()).expect("it has a default");
    assert_eq!((config.present, config.width), (1, None));
    assert_eq!(
        format!("{config:?}"),
        "Conditional { present: 1, width: None }"
    );
    let error = ConditionalFactory::load(Layers::new().text("conditional.absent = 1"));
    assert!(error.is_err());
    let keys = ssot::config_keys()
        .iter()
        .filter(|key| key.owner == "Conditional");
    let names: Vec<_> = keys.map(|key| key.name).collect();
    assert_eq!(names, ["present", "width"]);
}

#[cfg(not(test))]
#[ssot_config(prefix = "NOWHERE")]
struct NotCompiled {
    #[config(secret)]
    key: Missing,
}

/// A key `y` of `CRATE_X` would be one key with `x_y` of `CRATE`; these are three.
#[ssot_config(prefix = "CRATE")]
struct Crate {
    x_y: Option<u8>,
    x_z: Option<u8>,
}

/// Has the same table as another owner.
#[ssot_config(prefix = "CRATE")]
struct Neighbour {
    near: Option<u8>,
}

#[test]
fn owners_can_share_a_table_and_see_only_their_own_keys() {
    let layers = Layers::new().text("[crate]\nx_y = 1\nnear = 2");
    let (one, other) = (
        CrateFactory::load(layers.clone()).expect("both keys have an owner"),
        NeighbourFactory::load(layers).expect("both keys have an owner"),
    );
    assert_eq!((one.x_y, one.x_z, other.near), (Some(1), None, Some(2)));
}

#[ssot_config(prefix = "EMPTY")]
struct Empty {}

#[test]
fn a_configuration_can_be_without_keys() {
    let empty = EmptyFactory::load(Layers::new()).expect("nothing is missing");
    assert_eq!(format!("{empty:?}"), "Empty");
    assert!(EmptyFactory::load(Layers::new().text("empty.x = 1")).is_err());
}

/// Not as visible as the struct.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Private(u8);

/// More visible than the type of its key.
#[ssot_config(prefix = "PUBLIC")]
pub struct Public {
    #[config(default = Private(1))]
    private: Private,
}

#[test]
fn a_key_can_be_of_a_private_type() {
    let layers = Layers::new().text("public.private = 2");
    let given = PublicFactory::load(layers).expect("it is a number");
    let default = PublicFactory::load(Layers::new()).expect("it has a default");
    assert_eq!((given.private, default.private), (Private(2), Private(1)));
}

macro_rules! declared {
    ($name:ident, $prefix:literal, $($field:ident: $ty:ty = $default:expr),*) => {
        #[ssot_config(prefix = $prefix)]
        struct $name {
            $(
                /// Declared by a macro.
                #[config(default = $default * 2)]
                $field: $ty,
            )*
        }
    };
}

macro_rules! with_text {
    ($name:ident, $prefix:literal, $text:literal) => {
        #[ssot_config(prefix = $prefix)]
        struct $name {
            #[doc = $text]
            #[config(default = $text)]
            text: String,
        }
    };
}

with_text!(WithText, "TEXT", "some text");

#[test]
fn a_macro_can_pass_literals_on() {
    let config = WithTextFactory::load(Layers::new()).expect("it has a default");
    assert_eq!(config.text, "some text");
    let key = ssot::config_keys()
        .iter()
        .find(|key| key.variable == "TEXT_TEXT");
    assert_eq!(key.map(|key| key.documentation), Some("some text"));
}

#[test]
fn a_macro_can_declare_one_in_a_function() {
    declared!(Declared, "DECLARED", one: u8 = 1 + 2, two: u16 = 4);
    let config = DeclaredFactory::load(Layers::new().text("[declared]\ntwo = 5"));
    let config = config.expect("one has a default");
    assert_eq!((config.one, config.two), (6, 5));
    let key = ssot::config_keys()
        .iter()
        .find(|key| key.variable == "DECLARED_ONE");
    let key = key.expect("it has an owner");
    assert_eq!(
        (key.type_name, key.documentation),
        ("u8", "Declared by a macro.")
    );
}
