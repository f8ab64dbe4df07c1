//! Where each value comes from.

use std::collections::BTreeMap;
use std::fmt;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::value::{Empty, Value};

use super::error::Problem;
use super::key::ConfigKey;
use super::keys::config_keys;
use super::layers::Layers;
use super::values::Values;
use super::walk::leaves;

impl Layers {
    /// Reads the layers, and lists for each key of the binary its value, the source of the value, and the
    /// values that it overrides. Secrets are hidden.
    ///
    /// Only `load` checks whether a value has the type of its key. Values are secret if they are `#[config(secret)]`, or of a
    /// type of the crate `secrecy`, also within a struct. A type of yours around such a type is not recognised:
    /// write `#[config(secret)]` on the field of the configuration.
    ///
    /// ```standalone_crate
    /// use ssot::config::Layers;
    ///
    /// #[ssot::ssot_config(prefix = "WS")]
    /// pub struct WsConfig {
    ///     #[config(default = 8000)]
    ///     pub port: u16,
    ///     #[config(secret)]
    ///     pub token: String,
    ///     pub origin: Option<String>,
    /// }
    ///
    /// # fn main() {
    /// let layers = Layers::new()
    ///     .text("[ws]\nport = 1\ntoken = 'swordfish'")
    ///     .variables([("WS_PORT", "2"), ("WS_TOKEN", "sesame")]);
    /// assert_eq!(layers.explain().to_string(), "\
    /// ws.origin is not given
    /// ws.port = 2, from the variable `WS_PORT`
    ///     overrides 1, from the text in layer 1
    ///     overrides 8000, from the default
    /// ws.token = ***, from the variable `WS_TOKEN`
    ///     overrides ***, from the text in layer 1
    /// ");
    /// # }
    /// ```
    #[must_use]
    pub fn explain(&self) -> Explanation {
        let mut owners: BTreeMap<_, Vec<&'static ConfigKey>> = BTreeMap::new();
        for key in config_keys() {
            let component = key.component;
            let place = (component.package, component.file, component.line);
            let owner = owners.entry((key.table(), key.owner, place));
            owner.or_default().push(key);
        }
        let mut explanation = Explanation::default();
        for ((table, owner, _), keys) in owners {
            let values = Values::read(owner, table, &keys, self);
            for key in keys {
                explanation.add(key, &values);
            }
            for problem in values.problems {
                // A file that cannot be read is one for each owner.
                let known = |other: &Problem| other.to_string() == problem.to_string();
                if !explanation.problems.iter().any(known) {
                    explanation.problems.push(problem);
                }
            }
        }
        explanation
    }
}

/// The sources of the values of all keys: [`Layers::explain`]. `Display` prints a line for each value, and one for
/// each problem.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    values: Vec<Explained>,
    problems: Vec<Problem>,
}

/// A value and its source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explained {
    /// The key.
    pub key: &'static ConfigKey,
    /// The path in a file, of the key or of a field of its value, such as `app.log.max_files`.
    pub path: String,
    /// The value in effect, if there is one.
    pub given: Option<Origin>,
    /// The values that it overrides, the last layer first.
    pub overridden: Vec<Origin>,
}

/// A layer, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// The name of the layer: ``the variable `WS_PORT` ``, or `the default`.
    pub source: String,
    /// The value as it is written; `None` if it is secret.
    pub value: Option<String>,
}

impl Explanation {
    /// The values, by table, owner and variable of their keys.
    #[must_use]
    pub fn values(&self) -> &[Explained] {
        &self.values
    }

    /// The problems of the layers: unreadable files, and unknown names.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn add(&mut self, key: &'static ConfigKey, values: &Values) {
        let mut given = Vec::new();
        for layer in &values.given {
            if let Some(value) = layer.values.get(key.name) {
                leaves(value, &mut Vec::new(), &mut |path, value| {
                    let origin = Origin::new(key, values, path, value, &layer.source);
                    given.push((path.to_vec(), origin));
                });
            }
        }
        given.reverse();
        let default = key.has_default.then(|| Origin {
            source: "the default".to_string(),
            value: key
                .default_to_show(&values.shapes[key.name])
                .map(ToString::to_string),
        });
        let Some(merged) = values.value_of(key) else {
            self.values.push(Explained {
                key,
                path: key.path.to_string(),
                given: default,
                overridden: Vec::new(),
            });
            return;
        };
        leaves(&merged, &mut Vec::new(), &mut |path, value| {
            let same_place = |(other, origin): &(Vec<String>, Origin)| {
                let related = other.starts_with(path) || path.starts_with(other);
                related.then(|| origin.clone())
            };
            let mut origins = given.iter().filter_map(same_place);
            let first = origins.next();
            let mut overridden: Vec<_> = origins.collect();
            overridden.extend(default.clone());
            let shown = core::iter::once(key.path).chain(path.iter().map(String::as_str));
            self.values.push(Explained {
                key,
                path: shown.collect::<Vec<_>>().join("."),
                given: first.or_else(|| Some(Origin::new(key, values, path, value, "a layer"))),
                overridden,
            });
        });
    }
}

impl Origin {
    fn new(key: &ConfigKey, values: &Values, path: &[String], value: &Value, source: &str) -> Self {
        let mut shape = values.shapes.get(key.name);
        let mut secret = key.secret || shape.is_some_and(|shape| shape.secret);
        for name in path {
            shape = shape.and_then(|shape| shape.within(name));
            secret |= shape.is_some_and(|shape| shape.secret);
        }
        // A text in the place of a struct may be anything.
        secret |= shape.is_some_and(super::shape::Shape::holds_secret);
        Self {
            source: source.to_string(),
            value: (!secret).then(|| shown(value)),
        }
    }
}

/// A value as a file would have it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(_, text) => format!("{text:?}"),
        Value::Char(_, letter) => format!("{letter:?}"),
        Value::Bool(_, value) => value.to_string(),
        Value::Num(..) => value
            .to_u128()
            .map(|number| number.to_string())
            .or_else(|| value.to_i128().map(|number| number.to_string()))
            .or_else(|| value.to_f64().map(|number| format!("{number:?}")))
            .unwrap_or_default(),
        Value::Empty(_, Empty::None | Empty::Unit) => "nothing".to_string(),
        Value::Dict(_, entries) => {
            let entries = entries.iter();
            let entries: Vec<_> = entries
                .map(|(name, value)| format!("{name} = {}", shown(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(_, elements) => {
            let elements: Vec<_> = elements.iter().map(shown).collect();
            format!("[{}]", elements.join(", "))
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.as_deref().unwrap_or("***");
        write!(formatter, "{value}, from {}", self.source)
    }
}

impl fmt::Display for Explained {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.given {
            Some(origin) => write!(formatter, "{path} = {origin}")?,
            None => write!(formatter, "{path} is not given")?,
        }
        for origin in &self.overridden {
            write!(formatter, "\n    overrides {origin}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for value in &self.values {
            writeln!(formatter, "{value}")?;
        }
        for problem in &self.problems {
            writeln!(formatter, "problem: {problem}")?;
        }
        Ok(())
    }
}
