//! Tokens that are taken apart and put together anew.

use std::mem::discriminant;
use std::ops::Range;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::choices::Choices;

/// More tokens than this are not made: a case is to take no time.
const LARGEST: usize = 3_000;

/// How many changes trees see at most.
const MOST_CHANGES: usize = 8;

/// How many groups are put around a token at most, in one change.
const DEEPEST: usize = 24;

/// A token, or several in brackets.
#[derive(Clone, Debug)]
pub enum Tree {
    /// One token.
    Token(TokenTree),
    /// Those in brackets.
    Group(Delimiter, Vec<Tree>),
}

/// Words that a seed may lack, and that something in the macros is about.
pub const VOCABULARY: &str = "
    , ; : :: = == => -> .. ... ..= ! ? # $ & && * < > | || + - @ ~ ' _ 'a 'static '_
    crate self Self super r#type r#async as async await const dyn else enum extern fn for if impl in let loop match mod
    move mut pub ref return static struct trait type union unsafe use where while auto default macro_rules box try
    new allow Clone Copy Debug Default Deserialize Serialize derive cfg cfg_attr test path doc repr C transparent
    enforce name implements scope canonical hardcoded transient singleton context open sole mock feature to prefix secret
    config default inject replaces reason inputs singletons transients overrides input factory factory_only ssot_component
    ssot_interface ssot_config no_hardcoded moved composition ssot Scope Arc Option Result Box Pin Vec String PhantomData
    0 1 1u8 1.5 '\\u{1f980}' b'x' \"\" \"deny\" \"warn\" \"crate::a::B\" \"::\" \"localhost:80\" \"http://a.b/{}\" b\"\" c\"\" r#\"\"\"#
    __ssot __construct __seal __constructed_only_by_PortFactory \u{e9}t\u{e9} Port PortFactory T
    {} () [] (,) #[cfg(test)] #[derive(Clone)] #[inject] #[factory] <T> <'a> <const N: usize> -> Self Self{} Self() <Self>
";

/// The trees of tokens.
#[must_use]
pub fn trees(tokens: TokenStream) -> Vec<Tree> {
    let trees = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => Tree::Group(group.delimiter(), trees(group.stream())),
        token => Tree::Token(token),
    });
    trees.collect()
}

/// The tokens of trees.
#[must_use]
pub fn tokens(trees: &[Tree]) -> TokenStream {
    let tokens = trees.iter().map(|tree| match tree {
        Tree::Token(token) => token.clone(),
        Tree::Group(delimiter, inner) => TokenTree::Group(Group::new(*delimiter, tokens(inner))),
    });
    tokens.collect()
}

/// Changes trees, a few times, by what is chosen. `material` is what else may come in.
pub fn change(trees: &mut Vec<Tree>, material: &Material, choices: &mut Choices<'_>) {
    // Two of three cases are changed only in ways that most often leave an item what it was.
    let kinds = if choices.below(3) == 0 { 0..18 } else { 10..18 };
    for _ in 0..choices.changes(MOST_CHANGES) {
        if choices.is_over() || size(trees) >= LARGEST {
            break;
        }
        let kind = kinds.start + choices.below(kinds.len());
        step(kind, trees, material, choices);
    }
}

fn step(kind: usize, trees: &mut Vec<Tree>, material: &Material, choices: &mut Choices<'_>) {
    let mut wanted = choices.below(lists(trees));
    let Some(list) = list(trees, &mut wanted) else {
        return;
    };
    let at = choices.below(list.len() + 1);
    let length = (1 + choices.below(4)).min(list.len() - at);
    match kind {
        0 => drop(list.drain(at..at + length)),
        1 => {
            let again = list[at..at + length].to_vec();
            let to = choices.below(list.len() + 1);
            list.splice(to..to, again);
        }
        2 if !list.is_empty() => {
            let (one, other) = (at.min(list.len() - 1), choices.below(list.len()));
            list.swap(one, other);
        }
        3 => drop(list.splice(at..at + length, material.word(choices))),
        4 => drop(list.splice(at..at, material.word(choices))),
        5 => drop(list.splice(at..at, material.slice(choices))),
        6 => drop(list.splice(at..at + length, material.slice(choices))),
        7 => wrap(list, at, length, 1, choices),
        8 => {
            let times = 2 + choices.below(DEEPEST - 2);
            wrap(list, at, length, times, choices);
        }
        9 => {
            if let Some(Tree::Group(_, inner)) = list.get_mut(at) {
                let inner = std::mem::take(inner);
                list.splice(at..=at, inner);
            }
        }
        // From here on, what most often leaves an item what it was.
        10..=13 => {
            if let Some(tree) = list.get_mut(at) {
                material.exchange(tree, choices);
            }
        }
        14 => drop(list.drain(element(list, at))),
        15 => {
            let again = list[element(list, at)].to_vec();
            let to = element(list, choices.below(list.len() + 1)).start;
            list.splice(to..to, again);
        }
        _ => {
            let other = choices.among(&material.lists);
            let one = other[element(other, choices.below(other.len()))].to_vec();
            let to = element(list, at).start;
            list.splice(to..to, one);
        }
    }
}

/// The element of a list that a token belongs to, up to and with the mark or the braces that end it.
fn element(list: &[Tree], at: usize) -> Range<usize> {
    let ends = |tree: &Tree| match tree {
        Tree::Token(TokenTree::Punct(mark)) => matches!(mark.as_char(), ',' | ';'),
        Tree::Token(_) => false,
        Tree::Group(delimiter, _) => *delimiter == Delimiter::Brace,
    };
    let start = list[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let end = list[at..].iter().position(ends);
    start..end.map_or(list.len(), |end| at + end + 1)
}

fn wrap(list: &mut Vec<Tree>, at: usize, length: usize, times: usize, choices: &mut Choices<'_>) {
    const DELIMITERS: &[Delimiter] = &[
        Delimiter::Parenthesis,
        Delimiter::Brace,
        Delimiter::Bracket,
        // What a macro was given as `$ty:ty` or `$value:expr`.
        Delimiter::None,
    ];
    let delimiter = *choices.among(DELIMITERS);
    let mut inner: Vec<_> = list.drain(at..at + length).collect();
    for _ in 0..times {
        inner = vec![Tree::Group(delimiter, inner)];
    }
    list.splice(at..at, inner);
}

/// How many lists there are, with those in brackets.
fn lists(trees: &[Tree]) -> usize {
    let inner = trees.iter().map(|tree| match tree {
        Tree::Token(_) => 0,
        Tree::Group(_, inner) => lists(inner),
    });
    1 + inner.sum::<usize>()
}

fn size(trees: &[Tree]) -> usize {
    let sizes = trees.iter().map(|tree| match tree {
        Tree::Token(_) => 1,
        Tree::Group(_, inner) => 1 + size(inner),
    });
    sizes.sum()
}

/// The list of that number, the outermost first.
fn list<'a>(trees: &'a mut Vec<Tree>, wanted: &mut usize) -> Option<&'a mut Vec<Tree>> {
    if *wanted == 0 {
        return Some(trees);
    }
    *wanted -= 1;
    trees.iter_mut().find_map(|tree| match tree {
        Tree::Token(_) => None,
        Tree::Group(_, inner) => list(inner, wanted),
    })
}

/// What comes into a case from elsewhere.
#[derive(Debug, Default)]
pub struct Material {
    words: Vec<Vec<Tree>>,
    lists: Vec<Vec<Tree>>,
}

impl Material {
    /// The vocabulary, and every list of tokens in some seeds.
    #[must_use]
    pub fn of(seeds: &[&[Tree]]) -> Self {
        let words = VOCABULARY.split_whitespace();
        let words = words.filter_map(|word| word.parse().ok());
        let mut material = Self {
            words: words.map(trees).collect(),
            lists: Vec::new(),
        };
        for seed in seeds {
            material.add(seed);
        }
        material
    }

    fn add(&mut self, list: &[Tree]) {
        if !list.is_empty() {
            self.lists.push(list.to_vec());
        }
        for tree in list {
            if let Tree::Group(_, inner) = tree {
                self.add(inner);
            }
        }
    }

    fn word(&self, choices: &mut Choices<'_>) -> Vec<Tree> {
        choices.among(&self.words).clone()
    }

    /// Makes a token another one of its kind.
    fn exchange(&self, tree: &mut Tree, choices: &mut Choices<'_>) {
        let kind = |tree: &Tree| match tree {
            Tree::Token(token) => (discriminant(token), None),
            Tree::Group(delimiter, _) => (
                discriminant(&TokenTree::Group(Group::new(
                    *delimiter,
                    TokenStream::new(),
                ))),
                Some(*delimiter),
            ),
        };
        let list = choices.among(&self.lists);
        let start = choices.below(list.len());
        let mut candidates = list[start..].iter().chain(&list[..start]);
        if let Some(other) = candidates.find(|other| kind(other) == kind(tree)) {
            *tree = other.clone();
        }
    }

    fn slice(&self, choices: &mut Choices<'_>) -> Vec<Tree> {
        let list = choices.among(&self.lists);
        let start = choices.below(list.len());
        let length = 1 + choices.below(8);
        list[start..].iter().take(length).cloned().collect()
    }
}
