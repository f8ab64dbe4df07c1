//! Numbers of things, in words.

/// `1 file`, `2 files`: a number and the word for one of what it counts.
pub(crate) fn pluralize(number: usize, one: &str) -> String {
    // `day` keeps its last letter, and `entry` does not.
    let vowel = |stem: &&str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    let stem = one.strip_suffix('y').filter(|stem| !vowel(stem));
    match (number, stem) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::pluralize;

    #[test]
    fn one_is_one_and_all_else_is_several() {
        assert_eq!(pluralize(0, "file"), "0 files");
        assert_eq!(pluralize(1, "file"), "1 file");
        assert_eq!(pluralize(1, "entry"), "1 entry");
        assert_eq!(pluralize(12, "entry"), "12 entries");
        assert_eq!(pluralize(30, "day"), "30 days");
    }
}
