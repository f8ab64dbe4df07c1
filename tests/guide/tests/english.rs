//! Texts that users read are plain English: short sentences, the subject first, the usual terms.
//!
//! The tests look for phrases in the pages and in the documentation of the public items. The pages contain the texts of the
//! rules and the help of the command.

mod texts;

use texts::{Kind, Text};

/// Words that slow a reader down, and what to write. `*` stands for any word.
const PHRASES: &[(&str, &str)] = &[
    ("whoever", "name the reader, the caller, the code"),
    ("whomever", "name the reader, the caller, the code"),
    ("nobody", "say what does not happen: `is not called`"),
    ("somebody", "name the caller, or use the passive voice"),
    ("anybody", "name the caller, or use the passive voice"),
    ("is none", "`is not`, `there is no ..`"),
    ("are none", "`are not`, `there are no ..`"),
    ("no * of", "`not a .. of`, `unknown ..`"),
    ("of its own", "`separate`, `its own ..`, or nothing"),
    ("of their own", "`separate`, `their own ..`, or nothing"),
    ("the very", "`the`, `the same`"),
    ("as ever", "`as before`"),
    ("in the place of", "`instead of`"),
    ("in its place", "`instead`"),
    ("by hand", "`hand-written`, `manually`, `yourself`"),
    ("is no", "`is not a ..`"),
    ("are no", "`are not ..`"),
];

/// Words that no sentence of a paragraph begins with, unless it is a question.
const OPENINGS: &[&str] = &["what", "who", "of"];

#[test]
fn texts_are_plain_english() {
    let texts = texts::all();
    assert!(
        texts.len() > 2000,
        "{} texts are too few: they are not seen",
        texts.len()
    );
    let found: Vec<_> = texts
        .iter()
        .flat_map(|text| signs(text).into_iter().map(move |sign| (text, sign)))
        .map(|(text, sign)| format!("{}: {sign}\n    {}", text.place, text.words))
        .collect();
    assert!(
        found.is_empty(),
        "{} places:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn each_sign_is_seen() {
    for (words, seen) in [
        ("The file is no Rust.", true),
        ("It is the code of no rule of ours.", true),
        ("Whoever calls it waits.", true),
        ("It has a name of its\nown.", true),
        ("Call it in the place of the other one.", true),
        ("It ends. What follows is ignored.", true),
        ("Of these, one is used.", true),
        ("There is no file of that name?", true),
        ("There is no file.", false),
        ("It is no longer used, and there is none.", false),
        ("What does it do? It ends.", false),
        ("It does what it says.", false),
        ("It says no. Of course.", true),
        ("It is none.", true),
        ("The answer is no, of course.", true),
    ] {
        let text = Text::new("here", Kind::Sentences, words);
        assert_eq!(!signs(&text).is_empty(), seen, "{words}");
    }
    let heading = Text::new("here", Kind::Words, "What is refused");
    assert_eq!(signs(&heading), Vec::<String>::new());
}

/// What is wrong with a text.
fn signs(text: &Text) -> Vec<String> {
    let words: Vec<_> = text.words.split_whitespace().map(Word::new).collect();
    let mut signs = Vec::new();
    for (phrase, advice) in PHRASES {
        let phrase: Vec<_> = phrase.split(' ').collect();
        let places = words.windows(phrase.len()).enumerate();
        let mut places = places
            .filter(|(at, window)| is_said(&phrase, window) && !is_fine(&words, *at, &phrase));
        if places.next().is_some() {
            signs.push(format!("`{}`; instead: {advice}", phrase.join(" ")));
        }
    }
    if text.kind == Kind::Sentences {
        let sentences = words.split_inclusive(|word| word.ends_sentence);
        for sentence in sentences {
            let is_question = sentence.last().is_some_and(|word| word.is_question);
            let opening = sentence.first().map_or("", |word| word.text.as_str());
            if OPENINGS.contains(&opening) && !is_question {
                signs.push(format!(
                    "a sentence begins with `{opening}`: begin with its subject"
                ));
            }
        }
    }
    signs
}

/// Whether the words are those of the phrase, in one clause.
fn is_said(phrase: &[&str], words: &[Word]) -> bool {
    let same = |(phrase, word): (&&str, &Word)| *phrase == "*" || *phrase == word.text;
    let (_, inner) = words.split_last().expect("a phrase has words");
    phrase.iter().zip(words).all(same) && inner.iter().all(|word| !word.ends_clause)
}

/// `there is no ..`, `there is none` and `is no longer ..` are plain.
fn is_fine(words: &[Word], at: usize, phrase: &[&str]) -> bool {
    let is = |at: Option<usize>, text: &str| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.text == text)
    };
    let denial = matches!(phrase, ["is" | "are", "no" | "none"]);
    denial && (is(at.checked_sub(1), "there") || is(Some(at + 2), "longer"))
}

/// A word in lower case, without the punctuation around it.
struct Word {
    text: String,
    ends_clause: bool,
    ends_sentence: bool,
    is_question: bool,
}

impl Word {
    fn new(written: &str) -> Self {
        let text = written.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '`');
        let closed = written.trim_end_matches([')', '*', '"', '_']);
        Self {
            text: text.to_lowercase(),
            ends_clause: closed.ends_with(['.', '!', '?', ':', ';', ',']),
            ends_sentence: closed.ends_with(['.', '!', '?']),
            is_question: closed.ends_with('?'),
        }
    }
}
