//! Imports that nothing needs any more.

mod mentions;

use std::collections::BTreeSet;

use self::mentions::Mentions;
use crate::edit::use_tree::{self, Changes};
use crate::finding::FileId;
use crate::index::{ItemPath, Visibility};
use crate::scan::Scan;
use crate::syntax::text::{TextEdit, applied, comments, has_comment};
use crate::syntax::tokens::Token;
use crate::syntax::uses::{Part, Read, Uses};

/// A `use path::*` whose names are partly imported by name from now on.
#[derive(Debug)]
pub(super) struct Glob {
    /// The path of the module, as it is written.
    pub(super) of: String,
    /// The paths that are imported by name.
    pub(super) paths: BTreeSet<String>,
    /// The names that it brings, if it can be removed where none of them is used.
    pub(super) brings: Option<Vec<String>>,
}

/// Imports to remove if the new text of the file does not mention them.
pub(super) struct Unused {
    names: BTreeSet<String>,
    globs: Vec<Glob>,
    mentions: Mentions,
}

impl Unused {
    /// The imports behind replaced paths, and globs, unless something outside of the file may use them.
    pub(super) fn new(
        scan: &Scan,
        file: FileId,
        uses: Uses<'_>,
        edits: &BTreeSet<TextEdit>,
        mut globs: Vec<Glob>,
    ) -> Self {
        let is_used = |name: &String| mentions::is_used_elsewhere(scan, file, uses, name);
        globs.retain(|glob| {
            glob.brings
                .as_ref()
                .is_some_and(|names| !names.iter().any(is_used))
        });
        let words = uses.tokens.iter().filter(|token| {
            edits
                .iter()
                .any(|edit| edit.start <= token.range.start && token.range.end <= edit.end)
        });
        let names: BTreeSet<_> = words.filter_map(|token| token.word(uses.text)).collect();
        let names = names
            .into_iter()
            .filter(|name| may_go(scan, file, name))
            .map(str::to_owned);
        Self {
            names: names.filter(|name| !is_used(name)).collect(),
            globs,
            mentions: Mentions::in_file(scan, file),
        }
    }

    /// The text without those that it does not mention.
    pub(super) fn removed_from(&self, mut text: String) -> String {
        while let Some(new) = self.without_one(&text) {
            text = new;
        }
        text
    }

    fn without_one(&self, text: &str) -> Option<String> {
        if self.names.is_empty() && self.globs.is_empty() {
            return None;
        }
        let read = Read::parse(text)?;
        let uses = read.uses(text);
        let leaves: Vec<_> = uses.parts().filter(Part::is_leaf).collect();
        let mut unused = leaves
            .iter()
            .filter(|leaf| self.is_unused(uses, &leaves, leaf));
        unused.find_map(|leaf| without(uses, leaf))
    }

    fn is_unused(&self, uses: Uses<'_>, leaves: &[Part<'_>], leaf: &Part<'_>) -> bool {
        let (name, path) = (leaf.binds(), leaf.path());
        let is_only = |is_same: &dyn Fn(&Part<'_>) -> bool| {
            leaves.iter().filter(|other| is_same(other)).count() == 1
        };
        let is_mentioned = |name: &str, from: &str| {
            let from = ItemPath::new(from).last();
            self.mentions.of(uses, name, &leaf.element.range, from)
        };
        if leaf.item.passes_on {
            return false;
        }
        if !leaf.is_glob() {
            let from = ItemPath::new(&path).parent().unwrap_or_default().as_str();
            return self.names.contains(name)
                && leaf.item.before.is_empty()
                && is_only(&|other| other.binds() == name)
                && !is_mentioned(name, from);
        }
        let Some(glob) = self.globs.iter().find(|glob| glob.of == path) else {
            return false;
        };
        let is_imported = |name: &str| {
            let ends = [format!("::{name}"), format!(" as {name}")];
            glob.paths
                .iter()
                .any(|path| ends.iter().any(|end| path.ends_with(end)))
        };
        let mut brings = glob.brings.iter().flatten();
        is_only(&|other| other.is_glob() && other.path() == path)
            && !brings.any(|name| !is_imported(name) && is_mentioned(name, &path))
    }
}

/// Whether the file imports a name privately, and code cannot use the import without that name, as it can use a trait.
fn may_go(scan: &Scan, file: FileId, name: &str) -> bool {
    let imports = scan.files[file.0].facts.imports.iter();
    let imports: Vec<_> = imports.filter(|import| import.name == name).collect();
    let (cx, first) = (scan.context(), imports.first());
    first.is_some_and(|import| {
        import.visibility == Visibility::Private
            && cx.is_module_or_type(cx.module(file, import.at), name)
            // A macro may do anything with an import in its arguments.
            && !imports.iter().any(|import| import.at.in_macro)
    })
}

/// The text without one leaf, and without groups and items that it leaves empty. `None` if a comment would be lost.
fn without(uses: Uses<'_>, leaf: &Part<'_>) -> Option<String> {
    let (item, element, text) = (leaf.item, leaf.element, uses.text);
    let changes = Changes {
        gone: [element.range.start].into(),
        ..Changes::default()
    };
    let Some(left) = changes.left_of(uses, item) else {
        let is_commented = has_comment(&text[item.before.start..item.end]);
        let edit = use_tree::removed(text, item);
        return (!is_commented).then(|| applied(text, &[edit].into()));
    };
    // The last element of a group goes with the comma in front of it.
    let own = |token: &Token| token.range.start < element.range.start;
    let before = &uses.tokens[uses.tokens.partition_point(own) - 1];
    let gap = &text[before.range.end..element.range.start];
    let tree = item.tree.range.clone();
    let is_commented = comments(text, tree.clone()).len() > comments(&left, 0..left.len()).len()
        || element.comma.is_none() && has_comment(gap);
    (!is_commented).then(|| applied(text, &[TextEdit::new(tree, left)].into()))
}
