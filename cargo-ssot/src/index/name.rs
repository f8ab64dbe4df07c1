//! Names and paths of code, each of which is in memory once.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::mem;
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::ItemPath;

/// A name as it is written, or the text of an [`InternedPath`](super::InternedPath).
///
/// A workspace repeats its names over and over, so equal ones share their text, for as long as the process runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub(super) &'static ItemPath<'static>);

/// Threads that read files seldom wait for each other where there are several sets.
const SETS: usize = 64;

/// Names that are known, and room for more, which takes less memory than an allocation each.
#[derive(Default)]
struct Known {
    names: HashSet<Name>,
    text: &'static mut [u8],
    places: &'static mut [ItemPath<'static>],
}

impl Known {
    fn name(&mut self, text: &str) -> Name {
        if let Some(known) = self.names.get(text) {
            return *known;
        }
        if self.text.len() < text.len() {
            self.text = Vec::leak(vec![0; text.len().max(4096)]);
        }
        let (copy, rest) = mem::take(&mut self.text).split_at_mut(text.len());
        self.text = rest;
        copy.copy_from_slice(text.as_bytes());
        if self.places.is_empty() {
            self.places = Vec::leak(vec![ItemPath::default(); 128]);
        }
        let Some((place, rest)) = mem::take(&mut self.places).split_first_mut() else {
            unreachable!("there is room for it");
        };
        self.places = rest;
        *place = ItemPath::new(str::from_utf8(copy).unwrap_or_default());
        let name = Name(place);
        self.names.insert(name);
        name
    }
}

impl Name {
    pub(crate) fn new(text: &str) -> Self {
        static KNOWN: LazyLock<[Mutex<Known>; SETS]> =
            LazyLock::new(|| std::array::from_fn(|_| Mutex::default()));
        let bytes = text.bytes();
        let set = bytes.fold(0_usize, |all, byte| {
            all.wrapping_mul(31).wrapping_add(usize::from(byte))
        });
        let mut known = KNOWN[set % SETS]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.name(text)
    }

    pub fn as_str(self) -> &'static str {
        self.0.as_str()
    }

    /// The same as a path.
    pub fn as_path(self) -> ItemPath<'static> {
        *self.0
    }
}

impl Default for Name {
    fn default() -> Self {
        const { Self(&ItemPath::new("")) }
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<&syn::Ident> for Name {
    /// Without the mark of a raw identifier.
    fn from(ident: &syn::Ident) -> Self {
        let text = ident.to_string();
        Self::new(text.strip_prefix("r#").unwrap_or(&text))
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.as_str().to_owned()
    }
}

macro_rules! compared_with {
    ($($text:ty)*) => {$(
        impl PartialEq<$text> for Name {
            fn eq(&self, other: &$text) -> bool {
                self.as_str() == AsRef::<str>::as_ref(other)
            }
        }

        impl PartialEq<Name> for $text {
            fn eq(&self, other: &Name) -> bool {
                other == self
            }
        }
    )*};
}
compared_with!(str &str String);

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
