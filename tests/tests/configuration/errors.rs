//! Every mistake of a configuration in one error, with where it is, and without a secret.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use ssot::config::{ConfigError, Layers, Problem, ProblemKind};
use ssot::ssot_config;

#[ssot_config(prefix = "MAIL")]
struct MailConfig {
    relay: String,
    port: u16,
    #[config(secret)]
    password: Pin,
    #[config(secret, default = Pin(4711))]
    pin: Pin,
    sender: Option<String>,
}

/// Says what it was given when it cannot be read.
#[derive(Debug)]
struct Pin(u16);

impl<'de> serde::Deserialize<'de> for Pin {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let refuse = |_| serde::de::Error::custom(format!("`{text}` is no pin"));
        text.parse().map(Self).map_err(refuse)
    }
}

fn load(layers: Layers) -> Result<MailConfig, ConfigError> {
    MailConfigFactory::load(layers)
}

fn refused(layers: Layers) -> ConfigError {
    load(layers).expect_err("the layers have mistakes")
}

/// The lines of the error, without the first.
fn mistakes(layers: Layers) -> Vec<String> {
    let problems = refused(layers);
    problems.problems().iter().map(Problem::to_string).collect()
}

const RIGHT: [(&str, &str); 3] = [
    ("MAIL_RELAY", "here"),
    ("MAIL_PORT", "25"),
    ("MAIL_PASSWORD", "1234"),
];

fn right() -> Layers {
    Layers::new().variables(RIGHT)
}

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("a file can be written");
    path
}

#[test]
fn all_mistakes_are_in_one_error_with_where_they_are() {
    let path = file(
        "several.toml",
        b"[mail]\nport = 'x'\nrelai = 'here'\nsender = 1",
    );
    let error = refused(Layers::new().file(&path).variables([("MAIL_PORT", "http")]));
    let shown = path.display();
    assert_eq!(
        error.to_string(),
        format!(
            "5 mistakes in the configuration `MailConfig`:\n  \
             `mail.relai` in the file `{shown}` is not a key: did you mean `relay`?\n  \
             `mail.relay` is missing: set the environment variable `MAIL_RELAY`, or `relay` in the table \
             `[mail]` of a TOML file\n  \
             `mail.port` is invalid in the variable `MAIL_PORT`: invalid type: found string \"http\", expected u16\n  \
             `mail.password` is missing: set the environment variable `MAIL_PASSWORD`, or `password` in the \
             table `[mail]` of a TOML file\n  \
             `mail.sender` is invalid in the file `{shown}`: invalid type: found signed int `1`, expected a string"
        )
    );
    assert_eq!(format!("{error:?}"), error.to_string());
    assert_eq!(error.owner(), "MailConfig");
    let kinds: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| problem.kind)
        .collect();
    let (missing, invalid) = (ProblemKind::Missing, ProblemKind::Invalid);
    assert_eq!(
        kinds,
        [ProblemKind::Unknown, missing, invalid, missing, invalid]
    );
    let keys = error
        .problems()
        .iter()
        .map(|problem| problem.key.map(|key| key.variable));
    let keys: Vec<_> = keys.flatten().collect();
    assert_eq!(
        keys,
        ["MAIL_RELAY", "MAIL_PORT", "MAIL_PASSWORD", "MAIL_SENDER"]
    );
}

#[test]
fn a_secret_is_shown_nowhere() {
    let shown = |layers: Layers| {
        let listed = ssot::config_keys()
            .iter()
            .map(|key| format!("{key} {key:?}"));
        let listed: String = listed.collect();
        let layers_shown = format!("{layers:?} {layers:#?}");
        let read = match load(layers) {
            Ok(config) => format!("{config:?} {config:#?}"),
            Err(error) => format!("{error} {error:?} {error:#?} {:?}", error.problems()),
        };
        listed + &layers_shown + &read
    };
    let secret = "hunter2";
    let table = |line: &str| Layers::new().text(format!("[mail]\n{line}"));
    for layers in [
        // Not of the type, from either source.
        right().variables([("MAIL_PASSWORD", secret)]),
        right().text(format!("mail.password = '{secret}'")),
        right().text(format!("mail.password = {{ {secret} = '{secret}' }}")),
        // Not TOML, on the line of the secret and elsewhere.
        table(&format!("password = \"{secret}")),
        table(&format!("password = {secret}")),
        table(&format!("password = '{secret}' '{secret}'")),
        table(&format!("password = '{secret}'\npassword = '{secret}'")),
        table(&format!("password = '''\n{secret}\n{secret}")),
        table(&format!("password = 99999999999999999999 # {secret}")),
        // Where a secret is not expected.
        Layers::new().text(format!("mail = '{secret}'")),
        table(&format!("passwort = '{secret}'")),
        Layers::new().variables([("MAIL_PASSWORT", secret)]),
    ] {
        let text = shown(layers);
        assert!(!text.contains(secret), "{text}");
    }
    for layers in [right(), right().text("mail.pin = '4711'")] {
        let text = shown(layers);
        assert!(!text.contains("1234") && !text.contains("4711"), "{text}");
    }
    let text = mistakes(right().variables([("MAIL_PASSWORD", secret)]));
    let said = "`mail.password` is invalid in the variable `MAIL_PASSWORD`: it is not a `Pin`; a secret is not shown";
    assert_eq!(text, [said]);
}

#[test]
fn debug_shows_what_is_no_secret() {
    let config = load(right()).expect("everything is right");
    assert_eq!((config.password.0, config.pin.0), (1234, 4711));
    let shown = r#"MailConfig { relay: "here", port: 25, password: ***, pin: ***, sender: None }"#;
    assert_eq!(format!("{config:?}"), shown);
    assert!(format!("{config:#?}").contains("    password: ***,\n"));
}

#[test]
fn a_file_has_to_exist_unless_it_is_optional() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere.toml");
    assert!(load(right().optional_file(&nowhere)).is_ok());
    let text = mistakes(Layers::new().file(&nowhere));
    // What is missing may be in it.
    assert_eq!(text.len(), 1, "{text:?}");
    let start = format!("the file `{}` cannot be read: ", nowhere.display());
    assert!(text[0].starts_with(&start), "{text:?}");
    // A folder is no file, optional or not.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    assert!(load(right().optional_file(folder)).is_err());
}

#[test]
fn a_file_that_is_no_toml_is_reported_with_line_and_column() {
    let path = file("broken.toml", b"[mail]\nport = = 1");
    let text = mistakes(Layers::new().file(&path).variables([("MAIL_PORT", "x")]));
    let shown = path.display();
    let start = format!("the file `{shown}` is not valid TOML at line 2, column 8: ");
    assert!(
        text[0].starts_with(&start) && text[0].len() > start.len(),
        "{text:?}"
    );
    // What another layer gives is checked all the same.
    assert!(text[1].starts_with("`mail.port` is invalid"), "{text:?}");
    assert_eq!(text.len(), 2);
    let path = file("bytes.toml", b"[mail]\nrelay = '\xff'");
    let text = mistakes(right().file(path));
    assert!(
        text[0].contains("cannot be read: stream did not contain valid UTF-8"),
        "{text:?}"
    );
}

#[test]
fn a_file_may_start_with_a_byte_order_mark() {
    let path = file("marked.toml", b"\xef\xbb\xbf[mail]\r\nport = 26\r\n");
    assert_eq!(load(right().file(path)).expect("it is TOML").port, 26);
}

#[test]
fn a_table_that_is_none_is_reported() {
    let text = mistakes(right().text("mail = 3"));
    assert_eq!(
        text,
        ["`mail` in the text in layer 2 is not a table of keys: write `[mail]`"]
    );
    let text = mistakes(right().text("[[mail]]\nport = 3"));
    assert_eq!(text.len(), 1);
}

#[test]
fn a_misspelt_key_is_reported_with_the_nearest_one() {
    let misspelt = |name: &str| mistakes(right().text(format!("[mail]\n{name} = 1"))).join("\n");
    let said = |advice: &str| format!("in the text in layer 2 is not a key: {advice}");
    assert!(misspelt("prot").ends_with(&said("did you mean `port`?")));
    assert!(misspelt("PORT").ends_with(&said("did you mean `port`?")));
    let all = "the keys of this table are `password`, `pin`, `port`, `relay`, `sender`";
    assert!(misspelt("unrelated").ends_with(&said(all)));
    // What looks like a path of the library's is a name like any other.
    assert!(misspelt("'port[99999999999]'").contains("`mail.port[99999999999]`"));
    assert!(misspelt("'a.b'").contains("`mail.a.b`"));
}

#[test]
fn other_tables_and_variables_are_not_looked_at() {
    let layers = right().text("[other]\nprot = 1\n'[[' = 2\n[MAIL]\nport = 'x'");
    let config = load(layers.variables([("MAILPROT", "x"), ("mail_port", "x"), ("MAIL", "x")]));
    assert_eq!(config.expect("nothing of it is ours").port, 25);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_reported_if_it_is_a_key() {
    use std::os::unix::ffi::OsStringExt;

    let odd = || OsString::from_vec(vec![b'x', 0xff]);
    let variables = |name: &str| Layers::new().variables([(OsString::from(name), odd())]);
    let text = mistakes(
        right()
            .clone()
            .variables([("MAIL_SENDER".into(), odd()), (odd(), odd())]),
    );
    let said = "`mail.sender` is invalid in the variable `MAIL_SENDER`: it is not Unicode";
    assert_eq!(text, [said]);
    let text = mistakes(right().variables([(OsString::from("MAIL_PASSWORD"), odd())]));
    assert!(text[0].ends_with("it is not Unicode"), "{text:?}");
    // One that is overruled does no harm, and neither does another's.
    assert!(load(variables("MAIL_PORT").variables(RIGHT)).is_ok());
    assert!(load(variables("OTHER_PORT").variables(RIGHT)).is_ok());
}

#[test]
fn the_environment_is_read_when_the_layers_are() {
    // Nothing sets these keys; the variables of this process are read all the same.
    let error = refused(Layers::new().environment());
    assert_eq!(error.problems().len(), 3);
    assert!(load(Layers::new().environment().variables(RIGHT)).is_ok());
}

#[test]
fn an_integer_that_toml_does_not_have_makes_the_text_unreadable() {
    let layers = Layers::new().text("[wide]\nnumber = 18446744073709551615");
    let error = WideFactory::load(layers).expect_err("TOML has no such integer");
    assert_eq!(
        error.problems()[0].to_string(),
        "the text in layer 1 is not valid TOML at line 2, column 10: u64 value was too large"
    );
    let layers = Layers::new().variables([("WIDE_NUMBER", "18446744073709551615")]);
    let wide = WideFactory::load(layers).expect("a variable may be a `u64`");
    assert_eq!(wide.number, u64::MAX);
}

#[ssot_config(prefix = "WIDE", name = "config_errors::Wide")]
struct Wide {
    number: u64,
}
