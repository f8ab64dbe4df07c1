//! How a value becomes one of a type.
//!
//! The library's own conversions guess: to it, `true` is a number and `80.6` is 81. Here a TOML value is
//! what it is, and the text of a variable what its type reads it as.

use std::fmt::{self, Display};
use std::string::{String, ToString};
use std::vec::Vec;

use ::config::{Value, ValueKind};
use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_core::forward_to_deserialize_any;

/// What is given for a key.
pub enum Given {
    /// A value of a TOML document. Nil stands for the bytes of a variable that are no text.
    Typed(Value),
    /// The text of a variable.
    Written(String),
    /// Nothing: an `Option` is `None`, and all else is missing.
    Nothing,
}

/// The value of what is given, as its type reads it.
///
/// # Errors
///
/// If it is none of the type.
pub fn deserialize<T>(given: Given) -> Result<T, Unfit>
where
    // The library has advice for this bound, and none for its shorthand.
    T: for<'de> Deserialize<'de>,
{
    match given {
        Given::Typed(value) if value.kind == ValueKind::Nil => {
            Err(Unfit::custom("it is not Unicode"))
        }
        Given::Typed(value) => T::deserialize(Typed(value)),
        Given::Written(text) => T::deserialize(Written(text)),
        Given::Nothing => T::deserialize(Absent),
    }
}

/// Why a value is none of its type, and where in it.
#[derive(Debug)]
pub struct Unfit {
    path: String,
    message: String,
}

impl Unfit {
    fn within(mut self, place: impl Display) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        self.path = std::format!("{place}{separator}{}", self.path);
        self
    }
}

impl Error for Unfit {
    fn custom<T: Display>(message: T) -> Self {
        let (path, message) = (String::new(), message.to_string());
        Self { path, message }
    }
}

impl Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "`{}`: ", self.path)?;
        }
        formatter.write_str(&self.message)
    }
}

impl core::error::Error for Unfit {}

/// A value of a TOML document.
struct Typed(Value);

impl<'de> Deserializer<'de> for Typed {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.kind {
            ValueKind::Nil => visitor.visit_unit(),
            ValueKind::Boolean(value) => visitor.visit_bool(value),
            ValueKind::I64(value) => visitor.visit_i64(value),
            ValueKind::I128(value) => visitor.visit_i128(value),
            ValueKind::U64(value) => visitor.visit_u64(value),
            ValueKind::U128(value) => visitor.visit_u128(value),
            ValueKind::Float(value) => visitor.visit_f64(value),
            ValueKind::String(value) => visitor.visit_string(value),
            ValueKind::Array(values) => elements(values.into_iter().map(Typed), visitor),
            ValueKind::Table(table) => visitor.visit_map(Entries::of(table)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self.0.kind {
            ValueKind::String(variant) => visitor.visit_enum(variant.into_deserializer()),
            ValueKind::Table(table) if table.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(Entries::of(table)))
            }
            ValueKind::Table(_) => Err(Unfit::custom(
                "a variant is written as a table with one entry",
            )),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The elements of a list, all of which have to be asked for.
fn elements<'de, D, V: Visitor<'de>>(
    list: impl Iterator<Item = D>,
    visitor: V,
) -> Result<V::Value, Unfit>
where
    D: Deserializer<'de, Error = Unfit>,
{
    let mut elements = Elements { list, position: 0 };
    let value = visitor.visit_seq(&mut elements)?;
    match elements.list.count() {
        0 => Ok(value),
        more => Err(Unfit::custom(format_args!(
            "invalid length {}, expected {}",
            elements.position + more,
            elements.position,
        ))),
    }
}

struct Elements<L> {
    list: L,
    position: usize,
}

impl<'de, D, L> SeqAccess<'de> for Elements<L>
where
    D: Deserializer<'de, Error = Unfit>,
    L: Iterator<Item = D>,
{
    type Error = Unfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unfit> {
        let Some(element) = self.list.next() else {
            return Ok(None);
        };
        let place = std::format!("[{}]", self.position);
        self.position += 1;
        let element = seed.deserialize(element);
        element.map(Some).map_err(|error| error.within(place))
    }
}

struct Entries {
    rest: std::vec::IntoIter<(String, Value)>,
    current: Option<(String, Value)>,
}

impl Entries {
    /// In the order of the names: which mistake is reported does not change from run to run.
    fn of(table: ::config::Map<String, Value>) -> Self {
        let mut entries: Vec<_> = table.into_iter().collect();
        entries.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        Self {
            rest: entries.into_iter(),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unfit> {
        self.current = self.rest.next();
        let Some((name, _)) = &self.current else {
            return Ok(None);
        };
        // A name is text, from which a map with other keys reads them.
        seed.deserialize(Written(name.clone())).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unfit> {
        let Some((name, value)) = self.current.take() else {
            return Err(Unfit::custom("a value was asked for before its name"));
        };
        let value = seed.deserialize(Typed(value));
        value.map_err(|error| error.within(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The text of a variable.
struct Written(String);

/// The text as the number that the type asks for.
macro_rules! numbers {
    ($($deserialize:ident => $visit:ident($number:ty),)*) => {
        $(
            fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
                match self.0.parse::<$number>() {
                    Ok(number) => visitor.$visit(number),
                    Err(_) => Err(Unfit::invalid_value(Unexpected::Str(&self.0), &visitor)),
                }
            }
        )*
    };
}

impl Written {
    fn elements<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let count = if self.0.is_empty() { 0 } else { usize::MAX };
        let parts = self.0.split(',').take(count);
        elements(parts.map(|part| Self(part.trim().to_string())), visitor)
    }
}

impl<'de> Deserializer<'de> for Written {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_string(self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        // What counts as true is up to the library, as its users know it.
        match Value::new(None, self.0.as_str()).into_bool() {
            Ok(value) => visitor.visit_bool(value),
            Err(_) => Err(Unfit::invalid_value(Unexpected::Str(&self.0), &visitor)),
        }
    }

    numbers! {
        deserialize_i8 => visit_i8(i8),
        deserialize_i16 => visit_i16(i16),
        deserialize_i32 => visit_i32(i32),
        deserialize_i64 => visit_i64(i64),
        deserialize_i128 => visit_i128(i128),
        deserialize_u8 => visit_u8(u8),
        deserialize_u16 => visit_u16(u16),
        deserialize_u32 => visit_u32(u32),
        deserialize_u64 => visit_u64(u64),
        deserialize_u128 => visit_u128(u128),
        deserialize_f32 => visit_f32(f32),
        deserialize_f64 => visit_f64(f64),
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.elements(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.elements(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.elements(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct map struct identifier ignored_any
    }
}

/// No value.
struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unfit> {
        Err(Unfit::custom("no value is given"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
