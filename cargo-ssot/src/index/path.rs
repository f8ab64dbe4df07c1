//! Paths of code. No other module knows how their text is put together.

use std::fmt;
use std::ops::Deref;

use syn::Type;
use syn::ext::IdentExt;

use super::Name;

const SEPARATOR: &str = "::";

/// A path as it is written, without generic arguments and raw marks: `crate::store::Cart`. One that starts with `::` has an
/// empty first segment.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemPath<'a>(&'a str);

/// A path that was put together.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemPathBuf(String);

/// A path of the facts, which shares its text with those that are equal.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InternedPath(Name);

impl<'a> ItemPath<'a> {
    /// What stands in front of the name of a crate that must be one.
    pub const CRATES: Self = Self(SEPARATOR);

    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    pub const fn as_str(self) -> &'a str {
        self.0
    }

    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub fn segments(self) -> impl Iterator<Item = &'a str> {
        self.0.split(SEPARATOR)
    }

    /// How many segments it has.
    pub fn depth(self) -> usize {
        self.segments().count()
    }

    /// Whether it is one name, which nothing stands in front of.
    pub fn is_name(self) -> bool {
        !self.0.contains(SEPARATOR)
    }

    /// The first segment, and what follows behind it.
    pub fn split_first(self) -> (&'a str, Option<Self>) {
        match self.0.split_once(SEPARATOR) {
            Some((first, rest)) => (first, Some(Self(rest))),
            None => (self.0, None),
        }
    }

    /// What stands in front of the last segment, and that one.
    pub fn split_last(self) -> (Option<Self>, &'a str) {
        match self.0.rsplit_once(SEPARATOR) {
            Some((parent, last)) => (Some(Self(parent)), last),
            None => (None, self.0),
        }
    }

    pub fn first(self) -> &'a str {
        self.split_first().0
    }

    pub fn rest(self) -> Option<Self> {
        self.split_first().1
    }

    pub fn last(self) -> &'a str {
        self.split_last().1
    }

    pub fn parent(self) -> Option<Self> {
        self.split_last().0
    }

    /// The last segment with the one in front of it: a function with its type.
    pub fn last_two(self) -> Option<Self> {
        let parent = self.parent()?;
        let start = parent.0.len() - parent.last().len();
        Some(Self(&self.0[start..]))
    }

    /// Whether it starts with all segments of the other one.
    pub fn starts_with(self, start: ItemPath<'_>) -> bool {
        let behind = self.0.strip_prefix(start.0);
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(SEPARATOR))
    }

    /// Whether it ends with all segments of the other one.
    pub fn ends_with(self, end: ItemPath<'_>) -> bool {
        let before = self.0.strip_suffix(end.0);
        before.is_some_and(|before| before.is_empty() || before.ends_with(SEPARATOR))
    }

    /// The path with another one behind it.
    pub fn join(self, behind: impl AsRef<str>) -> ItemPathBuf {
        let mut joined = self.to_buf();
        joined.push(behind);
        joined
    }

    /// The same path from another start: that of the crate for its name.
    pub fn with_first(self, first: &str) -> ItemPathBuf {
        let rest = self.rest().map(Self::as_str);
        rest.map_or_else(
            || ItemPath(first).to_buf(),
            |rest| ItemPath(first).join(rest),
        )
    }

    /// As code writes it, with the marks of names that are keywords too.
    pub fn with_raw_marks(self) -> String {
        const WORDS: &[&str] = &["", "crate", "self", "super", "Self", "$crate"];
        let mut text = String::new();
        for (index, segment) in self.segments().enumerate() {
            if index > 0 {
                text.push_str(SEPARATOR);
            }
            if !WORDS.contains(&segment) && syn::parse_str::<syn::Ident>(segment).is_err() {
                text.push_str("r#");
            }
            text.push_str(segment);
        }
        text
    }

    /// The path behind the `::` that it starts with, if it does.
    pub fn without_leading(self) -> Self {
        Self(self.0.strip_prefix(SEPARATOR).unwrap_or(self.0))
    }

    pub fn to_buf(self) -> ItemPathBuf {
        ItemPathBuf(self.0.to_owned())
    }
}

impl ItemPathBuf {
    pub fn as_path(&self) -> ItemPath<'_> {
        ItemPath(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn join(&self, behind: impl AsRef<str>) -> Self {
        self.as_path().join(behind)
    }

    pub fn push(&mut self, behind: impl AsRef<str>) {
        if !self.0.is_empty() && !self.0.ends_with(SEPARATOR) {
            self.0.push_str(SEPARATOR);
        }
        self.0.push_str(behind.as_ref());
    }

    /// Names behind one another.
    pub fn from_segments(segments: impl IntoIterator<Item: AsRef<str>>) -> Self {
        Self::from_names(false, segments.into_iter())
    }

    pub(crate) fn from_syntax(path: &syn::Path) -> Self {
        Self::from_start(path, path.segments.len())
    }

    /// The first segments of a path.
    pub(crate) fn from_start(path: &syn::Path, segments: usize) -> Self {
        let names = path.segments.iter().take(segments);
        let names = names.map(|segment| segment.ident.unraw().to_string());
        Self::from_names(path.leading_colon.is_some(), names)
    }

    /// A path as the rules read it.
    pub(crate) fn from_ruled(path: &ssot_rules::syntax::Path) -> Self {
        let names = path.segments.iter();
        let names = names.map(|segment| segment.ident.unraw().to_string());
        Self::from_names(path.leading_colon.is_some(), names)
    }

    /// The path of a type that is one.
    pub(super) fn from_type(ty: &Type) -> Option<Self> {
        type_path(ty).map(Self::from_syntax)
    }

    /// Names, perhaps behind a `::`.
    fn from_names(leading: bool, names: impl Iterator<Item: AsRef<str>>) -> Self {
        let start = leading.then(|| ItemPath::CRATES.to_buf());
        names.fold(start.unwrap_or_default(), |mut path, name| {
            path.push(name);
            path
        })
    }
}

impl Deref for InternedPath {
    type Target = ItemPath<'static>;

    fn deref(&self) -> &ItemPath<'static> {
        self.0.0
    }
}

/// The path of a type that is one, seen through parentheses.
pub(crate) fn type_path(ty: &Type) -> Option<&syn::Path> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => Some(&ty.path),
        Type::Paren(ty) => type_path(&ty.elem),
        Type::Group(ty) => type_path(&ty.elem),
        _ => None,
    }
}

impl From<ItemPath<'_>> for InternedPath {
    fn from(path: ItemPath<'_>) -> Self {
        Self(path.0.into())
    }
}

impl From<ItemPathBuf> for InternedPath {
    fn from(path: ItemPathBuf) -> Self {
        path.as_path().into()
    }
}

impl PartialEq<ItemPath<'_>> for ItemPathBuf {
    fn eq(&self, other: &ItemPath<'_>) -> bool {
        self.as_path() == *other
    }
}

impl AsRef<str> for ItemPath<'_> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl AsRef<str> for ItemPathBuf {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

macro_rules! shown_as_texts {
    ($($path:ty)*) => {$(
        impl fmt::Display for $path {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self.as_str(), formatter)
            }
        }

        impl fmt::Debug for $path {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), formatter)
            }
        }
    )*};
}
shown_as_texts!(ItemPath<'_> ItemPathBuf InternedPath Name);

#[cfg(test)]
mod tests {
    use super::{ItemPath, ItemPathBuf};

    #[test]
    fn a_path_is_taken_apart_and_put_together_again() {
        for (text, first, last, names) in [
            ("Cart", "Cart", "Cart", 1),
            ("crate::store::Cart", "crate", "Cart", 3),
            ("::acme::Cart", "", "Cart", 3),
        ] {
            let path = ItemPath::new(text);
            assert_eq!(
                (path.first(), path.last(), path.depth()),
                (first, last, names)
            );
            assert_eq!(path.is_name(), names == 1, "{text}");
            assert_eq!(path.rest().is_none(), names == 1, "{text}");
            let (parent, last) = path.split_last();
            assert!(path.ends_with(ItemPath::new(last)), "{text}");
            if let Some(parent) = parent.filter(|parent| !parent.is_empty()) {
                assert!(path.starts_with(parent), "{text}");
                assert_eq!(parent.join(last), path);
            }
        }
        let path = ItemPathBuf::from_segments(["crate", "store"]);
        assert_eq!(path.as_path().with_first("acme").as_str(), "acme::store");
        assert_eq!(ItemPath::new("crate").with_first("acme").as_str(), "acme");
    }

    #[test]
    fn a_path_starts_and_ends_with_whole_segments() {
        let path = ItemPath::new("acme::store::Cart");
        assert!(path.starts_with(ItemPath::new("acme::store")));
        assert!(!path.starts_with(ItemPath::new("acme::st")));
        assert!(path.ends_with(ItemPath::new("store::Cart")) && path.ends_with(path));
        assert!(!path.ends_with(ItemPath::new("re::Cart")));
    }

    #[test]
    fn keywords_are_marked_where_code_has_to_mark_them() {
        let written = ItemPath::new("::crate::type::r").with_raw_marks();
        assert_eq!(written, "::crate::r#type::r");
    }
}
