//! Documents: TOML, JSON and YAML as values of the library that merges them.

use std::format;
use std::path::Path;
use std::string::{String, ToString};

use figment::value::{Dict, Value};

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML.
    Toml,
    /// JSON, with the feature `json`.
    Json,
    /// YAML, with the feature `yaml`.
    Yaml,
}

impl Format {
    /// By the extension of a file. What has another one, or none, is TOML.
    pub(super) fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Toml,
        }
    }

    /// The tables of a document, or what is wrong with it, as the end of a sentence. No line is quoted: a secret may
    /// be on it.
    pub(super) fn parse(self, text: &str) -> Result<Dict, String> {
        match self {
            Self::Toml => toml(text),
            Self::Json => json(text),
            Self::Yaml => yaml(text),
        }
    }
}

fn toml(text: &str) -> Result<Dict, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed: Result<toml::Table, _> = text.parse();
    match parsed {
        Ok(table) => Ok(from_table(table)),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start));
            let place = before.map(|before| {
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default();
                format!(" at line {line}, column {}", column.chars().count() + 1)
            });
            let message = error.message().replace('\n', "; ");
            Err(format!(
                "is not valid TOML{}: {message}",
                place.unwrap_or_default()
            ))
        }
    }
}

/// A value of TOML, as it is written behind `=`.
pub(super) fn toml_value(text: &str) -> Option<Value> {
    let parsed: Result<toml::Value, _> = text.trim().parse();
    parsed.ok().map(from_toml)
}

fn from_table(table: toml::Table) -> Dict {
    let entries = table.into_iter();
    entries
        .map(|(name, value)| (name, from_toml(value)))
        .collect()
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => value.into(),
        // Types that hold a time read text.
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(values) => {
            let values = values.into_iter().map(from_toml);
            values.collect::<std::vec::Vec<_>>().into()
        }
        toml::Value::Table(table) => from_table(table).into(),
    }
}

#[cfg(feature = "json")]
fn json(text: &str) -> Result<Dict, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed: Result<Dict, _> = serde_json::from_str(text);
    parsed.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        // Only what it says about the syntax quotes nothing.
        format!("is not a valid JSON object at line {line}, column {column}")
    })
}

#[cfg(not(feature = "json"))]
fn json(_text: &str) -> Result<Dict, String> {
    Err("is JSON, for which the feature `json` of `ssot` is turned on".to_string())
}

#[cfg(feature = "yaml")]
fn yaml(text: &str) -> Result<Dict, String> {
    use yaml_rust2::YamlLoader;

    if is_too_deep(text) {
        return Err(format!("is nested more than {DEEPEST} times"));
    }
    let documents = YamlLoader::load_from_str(text).map_err(|error| {
        let (line, column) = (error.marker().line(), error.marker().col() + 1);
        format!("is not valid YAML at line {line}, column {column}")
    })?;
    let no_map = || "is not a map of tables".to_string();
    let mut documents = documents.into_iter();
    let first = documents.next();
    // A file may end with a separator.
    if documents.any(|document| !document.is_null()) {
        return Err("has several documents: write one of them".to_string());
    }
    match first {
        None => Ok(Dict::new()),
        Some(document) => match from_yaml(document) {
            Some(Value::Dict(_, dict)) => Ok(dict),
            Some(Value::Empty(..)) => Ok(Dict::new()),
            _ => Err(no_map()),
        },
    }
}

/// How deep YAML may be nested. The parsers of the other formats have such a limit themselves.
#[cfg(feature = "yaml")]
const DEEPEST: usize = 100;

#[cfg(feature = "yaml")]
fn is_too_deep(text: &str) -> bool {
    use yaml_rust2::scanner::{Scanner, TokenType};

    let mut depth = 0_usize;
    Scanner::new(text.chars()).any(|token| {
        match token.1 {
            TokenType::BlockSequenceStart
            | TokenType::BlockMappingStart
            | TokenType::FlowSequenceStart
            | TokenType::FlowMappingStart => depth += 1,
            TokenType::BlockEnd | TokenType::FlowSequenceEnd | TokenType::FlowMappingEnd => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        depth > DEEPEST
    })
}

#[cfg(feature = "yaml")]
fn from_yaml(value: yaml_rust2::Yaml) -> Option<Value> {
    use figment::value::Empty;
    use yaml_rust2::Yaml;

    Some(match value {
        Yaml::Real(ref text) => value
            .as_f64()
            .map_or_else(|| text.clone().into(), Value::from),
        Yaml::Integer(number) => number.into(),
        Yaml::String(text) => text.into(),
        Yaml::Boolean(value) => value.into(),
        Yaml::Array(values) => {
            let values: Option<std::vec::Vec<_>> = values.into_iter().map(from_yaml).collect();
            values?.into()
        }
        Yaml::Hash(entries) => {
            let entries = entries.into_iter().map(|(name, value)| {
                let name = match name {
                    Yaml::String(name) => name,
                    Yaml::Integer(name) => name.to_string(),
                    Yaml::Boolean(name) => name.to_string(),
                    _ => return None,
                };
                Some((name, from_yaml(value)?))
            });
            entries.collect::<Option<Dict>>()?.into()
        }
        Yaml::Null => Value::from(Empty::None),
        Yaml::Alias(_) | Yaml::BadValue => return None,
    })
}

#[cfg(not(feature = "yaml"))]
fn yaml(_text: &str) -> Result<Dict, String> {
    Err("is YAML, for which the feature `yaml` of `ssot` is turned on".to_string())
}
