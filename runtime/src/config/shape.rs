//! What a type asks its deserializer for: which fields it has, and where a list or a number is read.
//!
//! Variables have no structure of their own. Which ones belong to a key of a struct, and whether `1,2` is a text or a
//! list, only the type knows. So it is asked: it is deserialized from nothing, once for each place inside it, by a
//! deserializer that notes the request and fails.

use core::any::type_name;
use core::cell::RefCell;
use core::fmt::{self, Display};
use std::boxed::Box;
use std::vec::Vec;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

/// What is read at one place.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) form: Form,
    /// The type is one of the crate `secrecy`.
    pub(super) secret: bool,
}

/// What only the type of a key knows about it.
pub struct TypeOfKey {
    pub(super) shape: Shape,
    pub(super) required: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Text, or whatever there is.
    Text,
    Bool,
    Integer,
    Float,
    /// `std::time::Duration`.
    Duration,
    /// The variants that hold something.
    Enum(Vec<(&'static str, Shape)>),
    List(Box<Shape>),
    /// A list of this many elements, of which only the first is known.
    Tuple(usize, Box<Shape>),
    /// Entries with any name.
    Map(Box<Shape>),
    Struct(Vec<(&'static str, Shape)>),
}

/// How far a type is looked into. A type that holds itself has no end.
const DEEPEST: usize = 8;

impl Shape {
    pub(super) fn of<T: for<'de> Deserialize<'de>>() -> Self {
        Self::at::<T>(&[], &mut Vec::new())
    }

    /// Whether something inside of it is secret.
    pub(super) fn holds_secret(&self) -> bool {
        self.secret
            || match &self.form {
                Form::List(inner) | Form::Tuple(_, inner) | Form::Map(inner) => {
                    inner.holds_secret()
                }
                Form::Struct(parts) | Form::Enum(parts) => {
                    parts.iter().any(|(_, shape)| shape.holds_secret())
                }
                _ => false,
            }
    }

    /// What is at the entry or the element with this name.
    pub(super) fn within(&self, name: &str) -> Option<&Self> {
        match &self.form {
            Form::Struct(parts) | Form::Enum(parts) => {
                let mut parts = parts.iter();
                parts
                    .find(|(part, _)| *part == name)
                    .map(|(_, shape)| shape)
            }
            Form::List(inner) | Form::Map(inner) | Form::Tuple(_, inner) => Some(inner),
            _ => None,
        }
    }

    fn at<T: for<'de> Deserialize<'de>>(place: &[Step], structs: &mut Vec<&'static str>) -> Self {
        let found = RefCell::new(Found::default());
        let probe = Probe {
            place,
            found: &found,
        };
        // It always fails: what counts is what was asked for.
        let _ = T::deserialize(probe);
        let Found { request, mut names } = found.into_inner();
        if place.is_empty() {
            names.push(type_name::<T>());
        }
        let secret = names.iter().any(|name| name.contains("secrecy::"));
        let mut inner = |step: Step| {
            let place = &[place, &[step]].concat();
            if place.len() > DEEPEST {
                let (form, secret) = (Form::Text, false);
                return Box::new(Self { form, secret });
            }
            Box::new(Self::at::<T>(place, structs))
        };
        let form = match request {
            Request::Text => Form::Text,
            Request::Bool => Form::Bool,
            Request::Integer => Form::Integer,
            Request::Float => Form::Float,
            Request::List => Form::List(inner(Step::Element)),
            Request::Tuple(length) => Form::Tuple(length, inner(Step::Element)),
            Request::Map => Form::Map(inner(Step::Entry)),
            Request::Struct("Duration", ["secs", "nanos"], _) => Form::Duration,
            // It holds itself.
            Request::Struct(_, _, ty) | Request::Enum(_, ty) if structs.contains(&ty) => Form::Text,
            Request::Struct(_, names, ty) | Request::Enum(names, ty) => {
                structs.push(ty);
                let parts = names.iter().map(|name| {
                    let place = &[place, &[Step::Part(name)]].concat();
                    (*name, Self::at::<T>(place, structs))
                });
                let parts = parts.collect();
                structs.pop();
                if matches!(request, Request::Struct(..)) {
                    Form::Struct(parts)
                } else {
                    Form::Enum(parts)
                }
            }
        };
        Self { form, secret }
    }
}

/// One step into a value.
#[derive(Clone, Copy)]
enum Step {
    /// A field, or the content of a variant.
    Part(&'static str),
    Element,
    Entry,
}

#[derive(Default)]
struct Found {
    request: Request,
    /// The types that were asked for at the place.
    names: Vec<&'static str>,
}

#[derive(Default)]
enum Request {
    #[default]
    Text,
    Bool,
    Integer,
    Float,
    List,
    Tuple(usize),
    Map,
    Enum(&'static [&'static str], &'static str),
    Struct(&'static str, &'static [&'static str], &'static str),
}

#[derive(Clone, Copy)]
struct Probe<'a> {
    place: &'a [Step],
    found: &'a RefCell<Found>,
}

impl Probe<'_> {
    /// Notes the request if this is the place.
    fn note<T>(self, request: Request) -> Result<T, Noted> {
        if self.place.is_empty() {
            self.found.borrow_mut().request = request;
        }
        Err(Noted)
    }
}

macro_rules! notes {
    ($($request:ident: $($deserialize:ident)*;)*) => {
        $($(
            fn $deserialize<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Noted> {
                self.note(Request::$request)
            }
        )*)*
    };
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Noted;

    notes! {
        Bool: deserialize_bool;
        Integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128;
        Float: deserialize_f32 deserialize_f64;
        Text: deserialize_any deserialize_char deserialize_str deserialize_string deserialize_bytes
            deserialize_byte_buf deserialize_unit deserialize_identifier deserialize_ignored_any;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Noted> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Noted> {
        if self.place.is_empty() {
            let ty = type_name::<V::Value>();
            self.found.borrow_mut().names.push(ty);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _visitor: V,
    ) -> Result<V::Value, Noted> {
        self.note(Request::Text)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Noted> {
        match self.place {
            [Step::Element, place @ ..] => visitor.visit_seq(Inside::new(self.found, place, "")),
            _ => self.note(Request::List),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Noted> {
        match self.place {
            [Step::Element, ..] => self.deserialize_seq(visitor),
            _ => self.note(Request::Tuple(length)),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Noted> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Noted> {
        match self.place {
            [Step::Entry, place @ ..] => visitor.visit_map(Inside::new(self.found, place, "")),
            _ => self.note(Request::Map),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Noted> {
        match self.place {
            [Step::Part(field), place @ ..] => {
                visitor.visit_map(Inside::new(self.found, place, field))
            }
            _ => self.note(Request::Struct(name, fields, type_name::<V>())),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Noted> {
        match self.place {
            [Step::Part(variant), place @ ..] => {
                visitor.visit_enum(Inside::new(self.found, place, variant))
            }
            _ => self.note(Request::Enum(variants, type_name::<V>())),
        }
    }
}

/// A list or a map of one element, under this name.
struct Inside<'a> {
    probe: Probe<'a>,
    name: Option<&'static str>,
}

impl<'a> Inside<'a> {
    fn new(found: &'a RefCell<Found>, place: &'a [Step], name: &'static str) -> Self {
        Self {
            probe: Probe { place, found },
            name: Some(name),
        }
    }

    fn ask<'de, S: DeserializeSeed<'de>>(&self, seed: S) -> Result<S::Value, Noted> {
        if self.probe.place.is_empty() {
            let ty = type_name::<S::Value>();
            self.probe.found.borrow_mut().names.push(ty);
        }
        seed.deserialize(self.probe)
    }
}

impl<'de> SeqAccess<'de> for Inside<'_> {
    type Error = Noted;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Noted> {
        // A type that skips what it cannot read asks on.
        self.name.take().map(|_| self.ask(seed)).transpose()
    }
}

impl<'de> MapAccess<'de> for Inside<'_> {
    type Error = Noted;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Noted> {
        let name = self.name.take();
        name.map(|name| seed.deserialize(name.into_deserializer()))
            .transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Noted> {
        self.ask(seed)
    }
}

impl<'de> EnumAccess<'de> for Inside<'_> {
    type Error = Noted;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Noted> {
        let name = self.name.unwrap_or_default();
        let variant = seed.deserialize(name.into_deserializer())?;
        Ok((variant, self))
    }
}

/// The content of a variant is asked for like that of a struct, a tuple or a value.
impl<'de> VariantAccess<'de> for Inside<'_> {
    type Error = Noted;

    fn unit_variant(self) -> Result<(), Noted> {
        self.probe.note(Request::Text)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Noted> {
        self.ask(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Noted> {
        self.probe.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Noted> {
        self.probe.deserialize_struct("", fields, visitor)
    }
}

/// The end of every question.
#[derive(Debug)]
struct Noted;

impl Display for Noted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("nothing is given")
    }
}

impl core::error::Error for Noted {}

impl Error for Noted {
    fn custom<T: Display>(_message: T) -> Self {
        Self
    }
}
