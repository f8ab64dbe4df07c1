//! Which variable gives what.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::value::{Num, Value};

use super::documents::toml_value;
use super::key::ConfigKey;
use super::keys::config_keys;
use super::shape::{Form, Shape};

/// The variables of one owner.
pub(super) struct Names<'a> {
    keys: &'a [&'static ConfigKey],
    /// Written with `__` between the name of a struct and that of its field.
    exact: BTreeMap<String, Target<'a>>,
    /// Written with `_` there, where that is the name of nothing else.
    short: BTreeMap<String, Vec<String>>,
}

/// A place in the values of an owner.
#[derive(Clone)]
pub(super) struct Target<'a> {
    pub(super) path: Vec<String>,
    pub(super) shape: &'a Shape,
}

/// What a variable is.
pub(super) enum Named<'a> {
    Target(Target<'a>),
    /// It could be the short form of each of these.
    Ambiguous(&'a [String]),
    /// It starts like a key of this owner.
    Unknown,
    /// It has nothing to do with this owner.
    Foreign,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        keys: &'a [&'static ConfigKey],
        shapes: &'a BTreeMap<&'static str, Shape>,
    ) -> Self {
        let (exact, short) = (BTreeMap::new(), BTreeMap::new());
        let mut names = Self { keys, exact, short };
        for key in keys {
            let Some(shape) = shapes.get(key.name) else {
                continue;
            };
            let path = [key.name.to_string()].to_vec();
            for variable in key.variables() {
                let path = path.clone();
                names.add(variable.clone(), variable, &Target { path, shape });
            }
        }
        // It is the variable of another owner's key.
        names.short.retain(|name, _| key_named(name).is_none());
        names
    }

    fn add(&mut self, exact: String, short: String, target: &Target<'a>) {
        if let Form::Struct(fields) = &target.shape.form {
            for (field, shape) in fields {
                let word = field.to_ascii_uppercase().replace('-', "_");
                let mut path = target.path.clone();
                path.push((*field).to_string());
                let (exact, short) = (format!("{exact}__{word}"), format!("{short}_{word}"));
                self.add(exact, short, &Target { path, shape });
            }
        }
        if short != exact {
            self.short.entry(short).or_default().push(exact.clone());
        }
        self.exact.insert(exact, target.clone());
    }

    /// The variable that gives what is at the path.
    pub(super) fn variable_of(&self, path: &[String]) -> Option<&str> {
        let mut names = self.exact.iter();
        names
            .find(|(_, target)| target.path == path)
            .map(|(name, _)| name.as_str())
    }

    pub(super) fn find(&'a self, variable: &str) -> Named<'a> {
        if let Some(named) = self.named(variable) {
            return named;
        }
        let has_prefix = |prefix: &str| {
            let rest = variable.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.starts_with('_'))
        };
        let prefix = self
            .keys
            .first()
            .map(|key| key.prefix())
            .unwrap_or_default();
        if prefix.is_empty() || !has_prefix(&prefix) {
            return Named::Foreign;
        }
        let mut others = config_keys()
            .iter()
            .filter(|key| self.keys.iter().all(|own| own.variable != key.variable));
        let is_of_another = others.any(|other| {
            let other_prefix = other.prefix();
            // The longest prefix decides whose a misspelt name is.
            other_prefix.len() > prefix.len() && has_prefix(&other_prefix) || is_of(other, variable)
        });
        if is_of_another {
            Named::Foreign
        } else {
            Named::Unknown
        }
    }

    /// The place that the variable gives, if it is one of this owner.
    fn named(&'a self, variable: &str) -> Option<Named<'a>> {
        if let Some(target) = self.exact.get(variable) {
            return Some(Named::Target(target.clone()));
        }
        match self.short.get(variable).map(Vec::as_slice) {
            Some([exact]) => Some(Named::Target(self.exact[exact].clone())),
            Some(several) => Some(Named::Ambiguous(several)),
            None => self.entry(variable).map(Named::Target),
        }
    }

    /// An entry of a map: `APP_LABELS__TEAM` gives `team`.
    fn entry(&self, variable: &str) -> Option<Target<'a>> {
        let mut start = variable;
        while let Some((before, _)) = start.rsplit_once("__") {
            start = before;
            let Some(map) = self.exact.get(start) else {
                continue;
            };
            let (mut path, mut shape) = (map.path.clone(), map.shape);
            for name in variable[start.len() + 2..].split("__") {
                let Form::Map(inner) = &shape.form else {
                    return None;
                };
                if name.is_empty() {
                    return None;
                }
                path.push(name.to_ascii_lowercase());
                shape = inner;
            }
            return Some(Target { path, shape });
        }
        None
    }

    /// All variables, for advice.
    pub(super) fn all(&self) -> Vec<&str> {
        self.exact.keys().map(String::as_str).collect()
    }
}

/// Whether the variable gives the key, or a part of it.
fn is_of(key: &'static ConfigKey, variable: &str) -> bool {
    let may_be = |own: String| variable.starts_with(&own);
    if !key.variables().any(may_be) {
        return false;
    }
    let (keys, shapes) = ([key], BTreeMap::from([(key.name, key.of_type().shape)]));
    Names::new(&keys, &shapes).named(variable).is_some()
}

/// The key of the binary that this variable gives.
fn key_named(variable: &str) -> Option<&'static ConfigKey> {
    let mut keys = config_keys().iter();
    keys.find(|key| key.variables().any(|name| name == variable))
        .copied()
}

/// The text of a variable as a value of the kind that its type asks for. What is not of that kind stays text, which
/// its type then refuses in its own words.
pub(super) fn from_text(text: &str, shape: &Shape) -> Value {
    let structured = |mark: char| {
        let marked = text.trim_start().starts_with(mark);
        marked.then(|| toml_value(text)).flatten()
    };
    let read = match &shape.form {
        Form::Text | Form::Duration => None,
        Form::Bool => Value::from(text).to_bool_lossy().map(Value::from),
        Form::Integer => integer(text),
        // `Value::to_num_lossy` rounds what is short to 32 bits.
        Form::Float => text.parse::<f64>().ok().map(Value::from),
        Form::List(element) | Form::Tuple(_, element) => {
            Some(structured('[').unwrap_or_else(|| list(text, element)))
        }
        Form::Enum(_) | Form::Map(_) | Form::Struct(_) => structured('{'),
    };
    read.unwrap_or_else(|| text.into())
}

fn integer(text: &str) -> Option<Value> {
    let is_integer = !text.contains(|letter: char| letter == '.' || letter.is_whitespace());
    let number = Value::from(text).to_num_lossy().filter(|_| is_integer)?;
    let number: Num = number;
    Some(number.into())
}

fn list(text: &str, element: &Shape) -> Value {
    if text.is_empty() {
        return Vec::<Value>::new().into();
    }
    let elements = text.split(',').map(str::trim);
    let elements = elements.map(|part| from_text(part, element));
    elements.collect::<Vec<_>>().into()
}
