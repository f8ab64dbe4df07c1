//! Which variable gives what.

use std::collections::{BTreeMap, BTreeSet};
use std::format;
use std::string::{String, ToString};
use std::sync::OnceLock;
use std::vec::Vec;

use figment::value::{Num, Value};

use super::documents::toml_value;
use super::key::ConfigKey;
use super::keys::config_keys;
use super::shape::{Form, Shape};
use super::spelling::advice;

/// The variables of one owner.
pub(super) struct Names<'a> {
    keys: &'a [&'static ConfigKey],
    /// Written with `__` between the name of a struct and that of its field. Several places have one variable where their
    /// names differ in `-` and `_` only.
    exact: BTreeMap<String, Vec<Target<'a>>>,
    /// Written with `_` there, where that is the name of nothing else: the exact names that are meant.
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
    /// It is the variable of each of these places, by their paths.
    Shared(Vec<String>),
    /// It starts like a key of this owner.
    Unknown,
    /// It has nothing to do with this owner.
    Foreign,
}

/// Calls `found` with the variables of a key and of the fields in its value: the exact name, the short one, and the place.
fn each_variable<'a>(
    key: &ConfigKey,
    shape: &'a Shape,
    found: &mut dyn FnMut(String, String, Target<'a>),
) {
    let path = [key.name.to_string()].to_vec();
    for variable in key.variables() {
        let path = path.clone();
        each_variable_within((variable.clone(), variable), Target { path, shape }, found);
    }
}

fn each_variable_within<'a>(
    (exact, short): (String, String),
    target: Target<'a>,
    found: &mut dyn FnMut(String, String, Target<'a>),
) {
    if let Form::Struct(fields) = &target.shape.form {
        for (field, shape) in fields {
            let word = word_of(field);
            let mut path = target.path.clone();
            path.push((*field).to_string());
            let names = (format!("{exact}__{word}"), format!("{short}_{word}"));
            each_variable_within(names, Target { path, shape }, found);
        }
    }
    found(exact, short, target);
}

/// What a field is called in a variable.
fn word_of(field: &str) -> String {
    field.to_ascii_uppercase().replace('-', "_")
}

/// A variable of the binary.
pub(super) struct Variable {
    pub(super) key: &'static ConfigKey,
    pub(super) exact: String,
    short: String,
    /// Variables that continue this one give the entries of a map.
    pub(super) of_map: bool,
}

/// The variables of the binary. The list is made when this is first called.
pub(super) fn all_variables() -> &'static [Variable] {
    static VARIABLES: OnceLock<Vec<Variable>> = OnceLock::new();
    VARIABLES.get_or_init(|| {
        let mut variables = Vec::new();
        for key in config_keys() {
            let shape = key.of_type().shape;
            each_variable(key, &shape, &mut |exact, short, target| {
                variables.push(Variable {
                    key,
                    exact,
                    short,
                    of_map: matches!(target.shape.form, Form::Map(_)),
                });
            });
        }
        variables
    })
}

impl<'a> Names<'a> {
    pub(super) fn new(
        keys: &'a [&'static ConfigKey],
        shapes: &'a BTreeMap<&'static str, Shape>,
    ) -> Self {
        let (exact, short) = (BTreeMap::new(), BTreeMap::new());
        let mut names = Self { keys, exact, short };
        for key in keys {
            if let Some(shape) = shapes.get(key.name) {
                each_variable(key, shape, &mut |exact, short, target| {
                    names.add(exact, short, target);
                });
            }
        }
        names.leave_to_others();
        names
    }

    fn add(&mut self, exact: String, short: String, target: Target<'a>) {
        if short != exact {
            self.short.entry(short).or_default().push(exact.clone());
        }
        self.exact.entry(exact).or_default().push(target);
    }

    /// A short name may be the variable of another owner, or a short name there.
    fn leave_to_others(&mut self) {
        if self.short.is_empty() {
            return;
        }
        for other in all_variables() {
            if self.owns(other.key) {
                continue;
            }
            self.short.remove(&other.exact);
            if other.short != other.exact
                && let Some(meant) = self.short.get_mut(&other.short)
                && !meant.contains(&other.exact)
            {
                meant.push(other.exact.clone());
            }
        }
    }

    fn owns(&self, key: &ConfigKey) -> bool {
        self.keys.iter().any(|own| own.variable == key.variable)
    }

    /// The variable that gives what is at the path, by the name of the key rather than by another one that it has.
    pub(super) fn variable_of(&self, path: &[String]) -> Option<&str> {
        let [name, ..] = path else { return None };
        let key = self.keys.iter().find(|key| key.name == name)?;
        let by_its_name = |variable: &str| {
            let rest = variable.strip_prefix(key.variable);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("__"))
        };
        let gives = |targets: &[Target<'_>]| targets.iter().any(|target| target.path == path);
        let variables = self.exact.iter().filter(|(_, targets)| gives(targets));
        variables
            .map(|(variable, _)| variable.as_str())
            .min_by_key(|variable| !by_its_name(variable))
    }

    /// Whether the variable is that of several places, and so gives none of them.
    pub(super) fn is_shared(&self, variable: &str) -> bool {
        let targets = self.exact.get(variable);
        targets.is_some_and(|targets| targets.len() > 1)
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
        let mut others = config_keys().iter().filter(|key| !self.owns(key));
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
        if let Some(targets) = self.exact.get(variable) {
            return Some(one_of(targets));
        }
        match self.short.get(variable).map(Vec::as_slice) {
            Some([exact]) => self.exact.get(exact).map(|targets| one_of(targets)),
            Some(several) => Some(Named::Ambiguous(several)),
            None => self.entry(variable).map(Named::Target),
        }
    }

    /// An entry of a map: `APP_LABELS__TEAM` gives `team`, and `APP_POOLS__MAIN__SIZE` the field `size` of `main`.
    fn entry(&self, variable: &str) -> Option<Target<'a>> {
        let mut start = variable;
        while let Some((before, _)) = start.rsplit_once("__") {
            start = before;
            if let Some([map]) = self.exact.get(start).map(Vec::as_slice) {
                return within(map.clone(), &variable[start.len() + 2..]);
            }
        }
        None
    }

    /// What to write instead of a variable that is unknown. Other owners may have the same prefix.
    pub(super) fn advice(&self, unknown: &str) -> String {
        let table = self.keys.first().map(|key| key.table());
        let known = || {
            all_variables()
                .iter()
                .filter(|known| Some(known.key.table()) == table)
        };
        let owners: BTreeSet<_> = known().map(|known| known.key.owner).collect();
        let owners: Vec<_> = owners.into_iter().collect();
        let names: Vec<_> = known().map(|known| known.exact.as_str()).collect();
        let all = format!("the variables of `{}` are", owners.join("` and `"));
        advice(unknown, &names, &all)
    }
}

fn one_of<'a>(targets: &[Target<'a>]) -> Named<'a> {
    match targets {
        [target] => Named::Target(target.clone()),
        several => Named::Shared(several.iter().map(|target| target.path.join(".")).collect()),
    }
}

/// What the rest of a variable gives in the place before it.
fn within<'a>(mut target: Target<'a>, rest: &str) -> Option<Target<'a>> {
    let (name, shape, rest) = match &target.shape.form {
        Form::Map(shape) => {
            let (name, rest) = match rest.split_once("__") {
                Some((name, rest)) => (name, Some(rest)),
                None => (rest, None),
            };
            (name.to_ascii_lowercase(), &**shape, rest)
        }
        Form::Struct(fields) => {
            let fields = fields.iter();
            let mut named = fields.filter_map(|(name, shape)| {
                let rest = rest.strip_prefix(&word_of(name))?;
                if rest.is_empty() {
                    return Some((*name, shape, None));
                }
                Some((*name, shape, Some(rest.strip_prefix("__")?)))
            });
            let (name, shape, rest) = named.next()?;
            (name.to_string(), shape, rest)
        }
        _ => return None,
    };
    if name.is_empty() {
        return None;
    }
    target.path.push(name);
    target.shape = shape;
    match rest {
        Some(rest) => within(target, rest),
        None => Some(target),
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
