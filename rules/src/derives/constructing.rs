//! Derives that make instances.

const IN_THE_FACTORY: &str = "remove it, and write a constructor in the `#[factory]` impl";
const FROM_BYTES: &str = "remove it: it would let safe code make an instance from bytes";

/// Derives that make instances, by the last segment of their path, with the way out of each.
///
/// Any derive that writes a literal of the type is refused by rustc, since the literal lacks the seal. The list
/// has those of the standard library and of serde, for which there is something better to say, and those that
/// write no literal, because they make instances of bytes.
const CONSTRUCTING: &[(&str, &str)] = &[
    ("Default", IN_THE_FACTORY),
    (
        "Copy",
        "remove it: code that can copy an instance needs no factory",
    ),
    (
        DESERIALIZE,
        "remove it; to read one, derive it on a plain struct, write `#[serde(try_from = \"Plain\")]`, and call a constructor in that conversion",
    ),
    ("Zeroable", FROM_BYTES),
    ("Pod", FROM_BYTES),
    ("AnyBitPattern", FROM_BYTES),
    ("CheckedBitPattern", FROM_BYTES),
    ("TransparentWrapper", FROM_BYTES),
    ("FromZeros", FROM_BYTES),
    ("FromZeroes", FROM_BYTES),
    ("FromBytes", FROM_BYTES),
    ("TryFromBytes", FROM_BYTES),
];

pub(super) const CLONE: &str = "Clone";
pub(super) const DESERIALIZE: &str = "Deserialize";
const ALLOW_CLONE: &str =
    "remove it, or write the argument `allow(Clone)` if one instance may become two";

/// Whether the derive of this name, the last segment of its path, makes instances.
#[must_use]
pub fn constructs(derive: &str) -> bool {
    advice_against(derive).is_some()
}

/// What to do about a derive that makes instances; `None` for one that does not.
#[must_use]
pub fn advice_against(derive: &str) -> Option<&'static str> {
    if derive == CLONE {
        return Some(ALLOW_CLONE);
    }
    CONSTRUCTING
        .iter()
        .find(|(name, _)| *name == derive)
        .map(|(_, advice)| *advice)
}
