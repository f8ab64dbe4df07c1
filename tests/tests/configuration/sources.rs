//! Where the parts of a configuration come from: structs, lists and maps by variables, files of other formats and
//! profiles, what is read again, and what keeps a secret.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytesize::ByteSize;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ssot::config::{ConfigError, Layers, Problem};
use ssot::ssot_config;

mod files;
mod hostile;
mod secrets;
mod shared;
mod variables;

#[derive(Debug, PartialEq, Deserialize)]
struct Log {
    level: String,
    max_files: u32,
    #[serde(default)]
    rotation: Rotation,
    token: Option<Token>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Rotation {
    keep_for: Duration,
    at_size: Option<ByteSize>,
}

/// Hides a secret. The configuration cannot see that it does.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Token {
    hidden: SecretString,
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.hidden.expose_secret() == other.hidden.expose_secret()
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Peer {
    host: String,
    #[serde(default)]
    weight: f64,
}

#[ssot_config(prefix = "APP")]
struct AppConfig {
    log: Log,
    #[config(default = BTreeMap::new())]
    labels: BTreeMap<String, String>,
    #[config(default = BTreeMap::new())]
    ports: BTreeMap<String, Vec<u16>>,
    #[config(default = Vec::new())]
    peers: Vec<Peer>,
    #[config(default = Duration::from_secs(30))]
    timeout: Duration,
    ratio: Option<f64>,
    span: Option<(f64, f64)>,
    rotation: Option<Rotation>,
    tree: Option<Tree>,
    log_level: Option<String>,
    db: Option<Pool>,
}

#[derive(Debug, Deserialize)]
struct Pool {
    pool: u8,
}

/// Has no end.
#[derive(Debug, Deserialize)]
struct Tree {
    name: String,
    children: Option<Vec<Tree>>,
}

/// A longer prefix with the same start.
#[ssot_config(prefix = "APP_DB")]
struct DbConfig {
    #[config(default = 1)]
    pool: u8,
}

const LOG: &str = "[app.log]\nlevel = 'info'\nmax_files = 3";

fn load(layers: Layers) -> Result<AppConfig, ConfigError> {
    AppConfigFactory::load(layers)
}

fn with(variables: &[(&str, &str)]) -> Result<AppConfig, ConfigError> {
    load(Layers::new().text(LOG).variables(variables.iter().copied()))
}

fn mistakes(layers: Layers) -> Vec<String> {
    let error = load(layers).expect_err("the layers have mistakes");
    error.problems().iter().map(Problem::to_string).collect()
}

fn mistake(variable: &str, value: &str) -> String {
    let found = mistakes(Layers::new().text(LOG).variables([(variable, value)]));
    assert_eq!(found.len(), 1, "{found:?}");
    found.concat()
}

fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a file can be written");
    path
}

/// So many cases, or a tenth of them where nobody asks for all.
fn cases(all: u32) -> u32 {
    match std::env::var_os("EXHAUSTIVE") {
        Some(_) => all,
        None => all / 10,
    }
}
