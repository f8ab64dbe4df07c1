//! Walks through a value, beside what its type says about it.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::value::{Dict, Value};

use super::shape::{Form, Shape};

/// Calls `found` with each value that is no table, or an empty one.
pub(super) fn leaves<'a>(
    value: &'a Value,
    path: &mut Vec<String>,
    found: &mut dyn FnMut(&[String], &'a Value),
) {
    match value {
        Value::Dict(_, entries) if !entries.is_empty() => {
            for (name, value) in entries {
                path.push(name.clone());
                leaves(value, path, found);
                path.pop();
            }
        }
        value => found(path, value),
    }
}

/// A list with more elements than its type reads, which ignores them.
pub(super) fn surplus(
    value: &Value,
    shape: &Shape,
    path: &mut Vec<String>,
) -> Option<(Vec<String>, String)> {
    let mut within = |name: &str, value: &Value, shape: &Shape| {
        path.push(name.to_string());
        let defect = surplus(value, shape, path);
        path.pop();
        defect
    };
    match (value, &shape.form) {
        (Value::Array(_, elements), Form::Tuple(length, _)) if elements.len() > *length => {
            let found = elements.len();
            let defect = format!("invalid length {found}, expected {length}");
            Some((path.clone(), defect))
        }
        (Value::Array(_, elements), Form::List(shape)) => {
            let mut elements = elements.iter().enumerate();
            elements.find_map(|(index, value)| within(&index.to_string(), value, shape))
        }
        (Value::Dict(_, entries), Form::Map(shape)) => {
            let mut entries = entries.iter();
            entries.find_map(|(name, value)| within(name, value, shape))
        }
        (Value::Dict(_, entries), Form::Struct(fields) | Form::Enum(fields)) => fields
            .iter()
            .find_map(|(name, shape)| within(name, entries.get(*name)?, shape)),
        _ => None,
    }
}

/// Texts that are durations, in the form that their type reads.
pub(super) fn with_durations(value: Value, shape: &Shape) -> Value {
    let parsed = |text: &str| humantime::parse_duration(text).ok();
    match (value, &shape.form) {
        (Value::String(tag, text), Form::Duration) => match parsed(&text) {
            Some(duration) => {
                let secs = Value::Num(tag, duration.as_secs().into());
                let nanos = Value::Num(tag, duration.subsec_nanos().into());
                let entries = [("secs".to_string(), secs), ("nanos".to_string(), nanos)];
                Value::Dict(tag, Dict::from(entries))
            }
            None => Value::String(tag, text),
        },
        (Value::Array(tag, elements), Form::List(shape) | Form::Tuple(_, shape)) => {
            let elements = elements.into_iter();
            let elements = elements.map(|value| with_durations(value, shape));
            Value::Array(tag, elements.collect())
        }
        (Value::Dict(tag, entries), Form::Map(shape)) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(name, value)| (name, with_durations(value, shape)));
            Value::Dict(tag, entries.collect())
        }
        (Value::Dict(tag, mut entries), Form::Struct(fields) | Form::Enum(fields)) => {
            for (name, shape) in fields {
                if let Some(value) = entries.remove(*name) {
                    entries.insert((*name).to_string(), with_durations(value, shape));
                }
            }
            Value::Dict(tag, entries)
        }
        (value, _) => value,
    }
}
