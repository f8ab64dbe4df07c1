//! Which known word a misspelt one was meant to be.

/// The candidate with the fewest edits to `word`, if that is close enough to be meant.
///
/// Close enough is one edit for every three letters, at least one: the proportion that rustc uses
/// for its own suggestions (`rustc_span::edit_distance`).
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = word.chars().count().max(3) / 3;
    candidates
        .into_iter()
        .map(|candidate| (edits(&word.to_lowercase(), candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words: the optimal
/// string alignment distance (Boytsov, "Indexing methods for approximate dictionary searching",
/// ACM Journal of Experimental Algorithmics 16, 2011).
fn edits(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut rows = vec![(0..=right.len()).collect::<Vec<_>>()];
    for (i, &from) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in right.iter().enumerate() {
            let substituted = rows[i][j] + usize::from(from != to);
            let mut best = substituted.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == right[j - 1] && to == left[i - 1] {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::{edits, nearest};

    #[test]
    fn counts_edits_and_swapped_neighbours() {
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("implments", "implements"), 1);
        assert_eq!(edits("nmae", "name"), 1);
        assert_eq!(edits("scope", "scope"), 0);
    }

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["name", "new", "implements", "scope"];
        assert_eq!(nearest("implments", known), Some("implements"));
        assert_eq!(nearest("Name", known), Some("name"));
        assert_eq!(nearest("lifetime", known), None);
    }
}
