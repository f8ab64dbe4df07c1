//! What needs what, checked while compiling.

use super::message::{Text, equal};

/// The slot of what is no component.
pub const NO_SLOT: usize = usize::MAX;

/// A component in a composition.
pub struct Row {
    /// The name of the component.
    pub name: &'static str,
    /// The hash of the name.
    pub hash: usize,
    /// The module and the name of the type, which tell two components of one name apart.
    pub definition: (&'static str, &'static str),
    /// What its constructor asks for.
    pub needs: &'static [usize],
    /// Its constructor is `async`.
    pub asynchronous: bool,
    /// The level of its scope.
    pub level: usize,
    /// Somebody shares it.
    pub shared: bool,
    /// Its counters.
    #[cfg(feature = "metrics")]
    pub usage: Option<&'static crate::usage::Usage>,
}

/// What stands for all that is listed behind an interface.
#[must_use]
pub const fn collection(name: &'static str, needs: &'static [usize]) -> Row {
    Row {
        name,
        needs,
        ..vacant()
    }
}

/// A slot whose component a condition removed.
#[must_use]
pub const fn vacant() -> Row {
    Row {
        name: "",
        hash: 0,
        definition: ("", ""),
        needs: &[],
        asynchronous: false,
        level: usize::MAX,
        shared: false,
        #[cfg(feature = "metrics")]
        usage: None,
    }
}

/// The components of a composition, and an order in which each stands behind what it needs.
pub struct Graph<'a> {
    /// The components, by slot.
    pub rows: &'a [Row],
    /// The slots in that order.
    pub order: &'a [usize],
}

impl Graph<'_> {
    /// Adds to the blocked slots those that need one of them, themselves or through others.
    pub(super) fn spread(&self, blocked: &mut [bool]) {
        for slot in self.order {
            if needed(self.rows[*slot].needs).any(|needed| blocked[needed]) {
                blocked[*slot] = true;
            }
        }
    }

    pub(super) fn slot_named(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.name == name)
    }
}

/// The slots of a list, without those of what is no component.
fn needed(needs: &[usize]) -> impl Iterator<Item = usize> {
    let slots = needs.iter().map(|needed| slot_of(*needed));
    slots.filter(|slot| *slot != NO_SLOT)
}

/// Marks the slot of a part of which something is needed that waits: the part itself does not.
const WAITING: usize = 1 << (usize::BITS - 2);

/// What says that something of the part at a slot is needed.
pub(super) const fn of_part(slot: usize, waits: bool) -> usize {
    if waits { slot | WAITING } else { slot }
}

/// The slot that is needed.
pub(super) const fn slot_of(needed: usize) -> usize {
    if needed == NO_SLOT {
        NO_SLOT
    } else {
        needed & !WAITING
    }
}

/// Whether each component has an `async` constructor, or needs one that has.
#[must_use]
pub const fn asynchronous<const N: usize>(rows: &[Row; N], order: &[usize; N]) -> [bool; N] {
    let mut found = [false; N];
    let mut index = 0;
    while index < N {
        let slot = order[index];
        found[slot] = rows[slot].asynchronous || needs_any(rows[slot].needs, &found);
        index += 1;
    }
    found
}

const fn needs_any<const N: usize>(needs: &[usize], slots: &[bool; N]) -> bool {
    let mut index = 0;
    while index < needs.len() {
        let slot = slot_of(needs[index]);
        if slot < N && (slots[slot] || slot != needs[index]) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether nothing of a level waits when it is made.
#[must_use]
pub const fn warms_up_at_once<const N: usize>(
    rows: &[Row; N],
    asynchronous: &[bool; N],
    level: usize,
) -> bool {
    let mut slot = 0;
    while slot < N {
        if rows[slot].level == level && rows[slot].shared && asynchronous[slot] {
            return false;
        }
        slot += 1;
    }
    true
}

/// The slots, each behind those that it needs. What is part of a cycle stands behind what leads to it.
#[must_use]
pub const fn order<const N: usize>(rows: &[Row; N]) -> [usize; N] {
    let mut order = [0; N];
    let mut length = 0;
    let mut entered = [false; N];
    // The way to the slot that is looked at, and how much of what each of them needs was looked at.
    let (mut way, mut looked_at) = ([0; N], [0; N]);
    let mut start = 0;
    while start < N {
        let mut depth = 0;
        if !entered[start] {
            entered[start] = true;
            (way[0], looked_at[0]) = (start, 0);
            depth = 1;
        }
        while depth > 0 {
            let slot = way[depth - 1];
            let needs = rows[slot].needs;
            if looked_at[depth - 1] == needs.len() {
                order[length] = slot;
                length += 1;
                depth -= 1;
                continue;
            }
            let needed = slot_of(needs[looked_at[depth - 1]]);
            looked_at[depth - 1] += 1;
            if needed < N && !entered[needed] {
                entered[needed] = true;
                (way[depth], looked_at[depth]) = (needed, 0);
                depth += 1;
            }
        }
        start += 1;
    }
    order
}

/// The shared components of a level, `M` at most, each behind what it needs. [`NO_SLOT`] fills the rest.
#[must_use]
pub const fn shared_slots<const N: usize, const M: usize>(
    rows: &[Row; N],
    order: &[usize; N],
    level: usize,
) -> [usize; M] {
    let mut slots = [NO_SLOT; M];
    let (mut index, mut length) = (0, 0);
    while index < N {
        let row = &rows[order[index]];
        if row.shared && row.level == level {
            slots[length] = order[index];
            length += 1;
        }
        index += 1;
    }
    slots
}

/// Whether no two components have one name, and none needs itself. It is asked once, so that the checks of the single
/// components cost nothing where all is well.
#[must_use]
pub const fn is_sound<const N: usize>(rows: &[Row; N], order: &[usize; N]) -> bool {
    // By the hash of their names: the last one of each remainder, and behind which other one it was put.
    let (mut last, mut before, mut hashes) = ([N; N], [N; N], [0; N]);
    let mut placed = [false; N];
    let mut index = 0;
    while index < N {
        let slot = order[index];
        let needs = rows[slot].needs;
        let mut each = 0;
        while each < needs.len() {
            let needed = slot_of(needs[each]);
            if needed < N && !placed[needed] {
                return false;
            }
            each += 1;
        }
        placed[slot] = true;
        hashes[index] = rows[index].hash;
        let remainder = hashes[index] % N;
        let mut other = last[remainder];
        while other < N {
            if hashes[other] == hashes[index] && is_another_of_the_name(&rows[other], &rows[index])
            {
                return false;
            }
            other = before[other];
        }
        before[index] = last[remainder];
        last[remainder] = index;
        index += 1;
    }
    true
}

/// FNV-1a, in as many bits as the target has.
pub(super) const fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    (hash >> 32) as usize
}

/// Refuses to compile where the component of a slot is the first of a cycle, or has the name of an
/// earlier one.
///
/// # Panics
///
/// There: the message is the error of the compiler.
#[track_caller]
pub const fn check<const N: usize>(rows: &[Row; N], is_sound: bool, slot: usize) {
    if is_sound {
        return;
    }
    let row = &rows[slot];
    let mut earlier = 0;
    while earlier < slot {
        if is_another_of_the_name(&rows[earlier], row) {
            let (one, other) = (rows[earlier].definition, row.definition);
            let (code, message, fix) = ssot_macros::__rule!(DefinedTwice);
            let values = [("name", row.name), ("count", "2")];
            let text = Text::new().and(code).and(": ").filled(message, &values);
            let text = text.and(": `").and(one.0).and("::").and(one.1);
            let text = text.and("` and `").and(other.0).and("::").and(other.1);
            let text = text.and("`\nhelp: ").filled(fix, &values);
            panic!("{}", text.as_str());
        }
        earlier += 1;
    }
    let (path, length) = cycle(rows, slot);
    if length > 0 {
        let mut names = Text::new();
        let mut index = 0;
        while index < length {
            names = names.and("`").and(rows[path[index]].name).and("` -> ");
            index += 1;
        }
        let names = names.and("`").and(row.name).and("`");
        let values = [("cycle", names.as_str())];
        let text = Text::of(ssot_macros::__rule!(DependencyCycle), &values);
        panic!("{}", text.as_str());
    }
}

/// The same type twice is reported by the compiler already.
const fn is_another_of_the_name(one: &Row, other: &Row) -> bool {
    // What a function makes has its type for a name, which is nobody else's.
    let are_components = !one.definition.0.is_empty() && !other.definition.0.is_empty();
    are_components
        && equal(one.name, other.name)
        && !(equal(one.definition.0, other.definition.0)
            && equal(one.definition.1, other.definition.1))
}

/// The shortest way from a slot back to itself, if that slot is the first of the cycle.
const fn cycle<const N: usize>(rows: &[Row; N], start: usize) -> ([usize; N], usize) {
    // From which slot each one was found, breadth first.
    let mut found_from = [N; N];
    let mut queue = [start; N];
    let (mut head, mut tail) = (0, 1);
    while head < tail {
        let slot = queue[head];
        head += 1;
        let needs = rows[slot].needs;
        let mut index = 0;
        while index < needs.len() {
            let needed = slot_of(needs[index]);
            index += 1;
            if needed == start {
                return way_back(&found_from, start, slot);
            }
            // A cycle through an earlier slot is reported there.
            if needed < N && needed > start && found_from[needed] == N {
                found_from[needed] = slot;
                queue[tail] = needed;
                tail += 1;
            }
        }
    }
    ([0; N], 0)
}

const fn way_back<const N: usize>(
    found_from: &[usize; N],
    start: usize,
    last: usize,
) -> ([usize; N], usize) {
    let mut path = [start; N];
    let mut length = 1;
    let mut slot = last;
    while slot != start {
        path[length] = slot;
        length += 1;
        slot = found_from[slot];
    }
    // It was followed backwards.
    let (mut low, mut high) = (1, length - 1);
    while low < high {
        (path[low], path[high]) = (path[high], path[low]);
        low += 1;
        high -= 1;
    }
    (path, length)
}
