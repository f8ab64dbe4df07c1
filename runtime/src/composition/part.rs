//! A composition that is part of another one.

use std::boxed::Box;
use std::sync::Arc;

use super::error::ConstructionError;
use super::graph::{Row, of_part};
use super::had::{Gives, Had, HandsOver};
use super::listing::ListsOnce;
use super::makes::{Makes, Pace};
use super::message::{Text, equal};
use super::node::{Level, Node, Root};
use super::open_scope::OpenScope;
use super::timing::Making;
use super::ways::Shared;
use crate::component::Descriptor;

/// A composition that hands something out to those that have it as a part.
pub trait Part: Send + Sync + Sized + 'static
where
    Root: Level<Self>,
{
    /// What is known of its components. Behind it stands a static, unless the composition is generic: the compiler evaluates a
    /// constant anew in each crate that asks for it.
    const ROWS: &'static PartRows;

    /// Its scope.
    fn scope(&self) -> &OpenScope<Self>;
}

/// It is the one of this number among what a part hands out.
pub trait Exports<const NUMBER: usize> {
    /// Its type.
    type Of: ?Sized;
}

/// What is known of the components of a part.
pub struct PartRows {
    /// The name of the composition.
    pub name: &'static str,
    /// Its components.
    pub rows: &'static [Row],
    /// Its own parts.
    pub parts: &'static [&'static PartRows],
    /// The components among its inputs, and among what it leaves out.
    pub others: &'static [Option<&'static Descriptor>],
    /// The names that it leaves out.
    pub left_out: &'static [&'static str],
}

impl PartRows {
    /// Whether a component of this name is no oversight.
    pub(super) fn knows(&self, name: &str) -> bool {
        let mut others = self.others.iter().flatten();
        self.rows.iter().any(|row| row.name == name)
            || self.left_out.contains(&name)
            || others.any(|other| other.name == name)
            || self.parts.iter().any(|part| part.knows(name))
    }
}

/// Refuses to compile where a part has a component with the name of one of the composition itself, or of an earlier part.
///
/// # Panics
///
/// There: the message is the error of the compiler.
#[track_caller]
pub const fn check_part(composition: &'static str, own: &[Row], parts: &[&PartRows], part: usize) {
    // Each of its components is compared with all others only if one of them may have its name: comparing all with all takes
    // longer than the rest of the composition.
    let mut known = Hashes::new();
    known.add_rows(own);
    let mut earlier = 0;
    while earlier < part {
        known.add(parts[earlier]);
        earlier += 1;
    }
    if !known.may_have(parts[part]) {
        return;
    }
    check_against(composition, composition, own, parts[part], &known);
    let mut earlier = 0;
    while earlier < part {
        check_each(composition, parts[earlier], parts[part], &known);
        earlier += 1;
    }
}

/// Hashes of names: one that is not among them is surely not, and one that is may be another's.
struct Hashes([u64; Self::WORDS]);

impl Hashes {
    const WORDS: usize = 128;

    const fn new() -> Self {
        Self([0; Self::WORDS])
    }

    /// The word that says whether a hash is there, and the bit.
    const fn place(hash: usize) -> (usize, u64) {
        (hash / 64 % Self::WORDS, 1 << (hash % 64))
    }

    const fn has(&self, row: &Row) -> bool {
        let (word, bit) = Self::place(row.hash);
        self.0[word] & bit != 0
    }

    const fn add_rows(&mut self, rows: &[Row]) {
        let mut index = 0;
        while index < rows.len() {
            let (word, bit) = Self::place(rows[index].hash);
            self.0[word] |= bit;
            index += 1;
        }
    }

    /// Adds the components of a part, and of its parts.
    const fn add(&mut self, part: &PartRows) {
        self.add_rows(part.rows);
        let mut index = 0;
        while index < part.parts.len() {
            self.add(part.parts[index]);
            index += 1;
        }
    }

    const fn may_have(&self, part: &PartRows) -> bool {
        let mut index = 0;
        while index < part.rows.len() {
            if self.has(&part.rows[index]) {
                return true;
            }
            index += 1;
        }
        let mut index = 0;
        while index < part.parts.len() {
            if self.may_have(part.parts[index]) {
                return true;
            }
            index += 1;
        }
        false
    }
}

/// Checks the components of one part, and of its parts, against those of another one.
#[track_caller]
const fn check_each(composition: &'static str, one: &PartRows, other: &PartRows, known: &Hashes) {
    check_against(composition, one.name, one.rows, other, known);
    let mut index = 0;
    while index < one.parts.len() {
        check_each(composition, one.parts[index], other, known);
        index += 1;
    }
}

/// Checks rows against those of a part, and of its parts.
#[track_caller]
const fn check_against(
    composition: &'static str,
    within: &'static str,
    rows: &[Row],
    other: &PartRows,
    known: &Hashes,
) {
    let mut index = 0;
    while index < other.rows.len() {
        let row = &other.rows[index];
        let mut each = if known.has(row) { 0 } else { rows.len() };
        while each < rows.len() {
            if rows[each].hash == row.hash && is_same_name(&rows[each], row) {
                refuse(composition, (within, &rows[each]), (other.name, row));
            }
            each += 1;
        }
        index += 1;
    }
    let mut index = 0;
    while index < other.parts.len() {
        check_against(composition, within, rows, other.parts[index], known);
        index += 1;
    }
}

/// What a function makes has its type for a name, which is nobody else's.
const fn is_same_name(one: &Row, other: &Row) -> bool {
    !one.definition.0.is_empty() && !other.definition.0.is_empty() && equal(one.name, other.name)
}

#[track_caller]
const fn refuse(composition: &'static str, one: (&str, &Row), other: (&str, &Row)) -> ! {
    let (first, second) = (one.1.definition, other.1.definition);
    if equal(first.0, second.0) && equal(first.1, second.1) {
        let (code, message, _) = ssot_macros::__rule!(ListedTwice);
        let values = [("composition", composition), ("entry", one.1.name)];
        let text = Text::new().and(code).and(": ").filled(message, &values);
        let text = text.and(", in `").and(one.0).and("` and in `").and(other.0);
        let text = text.and("`\nhelp: list it in one of them, with `pub` if others need it");
        panic!("{}", text.as_str());
    }
    let (code, message, fix) = ssot_macros::__rule!(DefinedTwice);
    let values = [("name", one.1.name), ("count", "2")];
    let text = Text::new().and(code).and(": ").filled(message, &values);
    let text = text.and(": `").and(first.0).and("::").and(first.1);
    let text = text.and("` in `").and(one.0).and("` and `").and(second.0);
    let text = text.and("::").and(second.1).and("` in `").and(other.0);
    let text = text.and("`\nhelp: ").filled(fix, &values);
    panic!("{}", text.as_str());
}

/// What the part `P` hands out, which is at the slot.
pub struct HandedOut<P, Slot>(P, Slot);

/// How the part has it.
type InPart<P, T> = <P as ListsOnce<T, Root>>::How;

impl<A, L, S, P, T> Had<A, L, T> for HandedOut<P, S>
where
    A: 'static,
    L: Level<A>,
    Root: Level<P>,
    P: Part + Makes<A, S, At = L> + ListsOnce<T, Root, At = Root>,
    T: ?Sized + 'static,
{
    type Given = <InPart<P, T> as Had<P, Root, T>>::Given;
    type Timing = <InPart<P, T> as Had<P, Root, T>>::Timing;
    const SLOT: usize = of_part(P::SLOT, <InPart<P, T> as Had<P, Root, T>>::WAITS);
    const WAITS: bool = P::Pace::WAITS || <InPart<P, T> as Had<P, Root, T>>::WAITS;

    fn now(node: &Node<A, L>) -> Result<Arc<T>, ConstructionError> {
        let part = <Shared<S> as Had<A, L, P>>::now(node)?;
        let had = InPart::<P, T>::now(part.scope().node());
        // Its slot is one of the part's.
        had.map_err(ConstructionError::elsewhere)
    }

    fn later(node: &Node<A, L>) -> Making<'_, Arc<T>> {
        Box::pin(async move {
            let part = <Shared<S> as Had<A, L, P>>::later(node).await?;
            let had = InPart::<P, T>::later(part.scope().node()).await;
            had.map_err(ConstructionError::elsewhere)
        })
    }
}

impl<A, L, S, P, T, Needer: ?Sized> HandsOver<A, L, T, Needer> for HandedOut<P, S>
where
    L: Level<A>,
    Root: Level<P>,
    P: ListsOnce<T, Root>,
    InPart<P, T>: HandsOver<P, Root, T, Needer>,
    Self: Gives<A, L, T>,
{
}

impl<A, L, S, P, T> Gives<A, L, T> for HandedOut<P, S>
where
    A: 'static,
    L: Level<A>,
    Root: Level<P>,
    P: Part + Makes<A, S, At = L> + ListsOnce<T, Root, At = Root>,
    InPart<P, T>: Gives<P, Root, T>,
{
    fn give(node: &Node<A, L>) -> Result<T, ConstructionError> {
        let part = <Shared<S> as Had<A, L, P>>::now(node)?;
        let given = InPart::<P, T>::give(part.scope().node());
        given.map_err(ConstructionError::elsewhere)
    }

    async fn give_later(node: &Node<A, L>) -> Result<T, ConstructionError> {
        let part = <Shared<S> as Had<A, L, P>>::later(node).await?;
        let given = InPart::<P, T>::give_later(part.scope().node()).await;
        given.map_err(ConstructionError::elsewhere)
    }
}
