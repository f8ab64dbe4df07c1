//! Lists that most files leave empty.

use std::ops::Deref;

/// A list that takes a word where it is empty: a workspace has thousands of files, and each has many of these.
#[derive(Clone, Debug)]
#[expect(clippy::box_collection, reason = "a vector takes three words")]
pub struct Rare<T>(Option<Box<Vec<T>>>);

impl<T> Rare<T> {
    pub(super) fn push(&mut self, one: T) {
        self.0.get_or_insert_default().push(one);
    }

    pub(super) fn retain(&mut self, keeps: impl FnMut(&T) -> bool) {
        if let Some(all) = &mut self.0 {
            all.retain(keeps);
        }
    }
}

impl<T> Extend<T> for Rare<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        more.into_iter().for_each(|one| self.push(one));
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for Rare<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |all| all.as_slice())
    }
}

impl<'a, T> IntoIterator for &'a Rare<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
