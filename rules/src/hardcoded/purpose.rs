//! The purpose of a literal, as far as the tokens around it tell.
//!
//! `#[no_hardcoded]` asks for every address in an item. A scan of a workspace wants only addresses that the program
//! connects to, so texts for users, values that are only compared with, and defaults of a configuration do not count.

mod kind;
mod words;

use proc_macro2::{Delimiter, TokenTree};

use super::around::Around;
use super::key::{key, plain, string};
pub use kind::Purpose;

/// The purpose of one of the tokens of a level, which is a literal.
pub(super) fn purpose(tokens: &[TokenTree], at: usize, around: &Around<'_>) -> Purpose {
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    if is_object_identifier(tokens, at) {
        return Purpose::Name;
    }
    if is_described(tokens) {
        return Purpose::Text;
    }
    let beginning = statement(before);
    of_key(beginning)
        .or(|| {
            if is_compared(beginning, after) {
                Purpose::Comparison
            } else {
                of_call(before, around)
            }
        })
        .or(|| of_items(beginning, around))
        .or(|| {
            if is_used(beginning, around) {
                Purpose::Use
            } else {
                Purpose::Unknown
            }
        })
}

/// Whether the name of a field, a constant, a variable, a function or a call around it says that it is an address to use.
fn is_used(beginning: &[TokenTree], around: &Around<'_>) -> bool {
    let named = |heading: &[TokenTree]| {
        // What is told of a variable's name may be shown as well.
        let is_variable = matches!(heading, [TokenTree::Ident(keyword), ..] if keyword == "let");
        !is_variable
            && heading.windows(2).any(|pair| match pair {
                // `url: ..`, `url = ..`
                [TokenTree::Ident(name), TokenTree::Punct(mark)]
                    if matches!(mark.as_char(), ':' | '=') =>
                {
                    words::is_address(&plain(name))
                }
                [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "fn" => {
                    words::is_address(&plain(name))
                }
                _ => false,
            })
    };
    let mut found = named(beginning);
    let mut next = Some(around);
    while let Some(level) = next.filter(|_| !found) {
        let called = called(level.before).filter(|_| level.within == Delimiter::Parenthesis);
        found =
            called.is_some_and(|called| words::is_use(&called)) || named(statement(level.before));
        next = level.outer;
    }
    found
}

/// Beside `description = ".."`: documentation of an interface.
fn is_described(tokens: &[TokenTree]) -> bool {
    tokens.windows(2).any(|pair| {
        matches!(&pair[0], TokenTree::Ident(name) if name == "description")
            && is_mark(pair.get(1), '=')
    })
}

/// Numbers with dots between them beside others, some of which are longer or shorter than an address.
fn is_object_identifier(tokens: &[TokenTree], at: usize) -> bool {
    const OF_AN_ADDRESS: usize = 4;
    let numbers = |token: &TokenTree| {
        let text = string(token)?;
        let is_number =
            |number: &str| !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit());
        let dotted = text.contains('.') && text.split('.').all(is_number);
        dotted.then(|| text.split('.').count())
    };
    // Whose identifiers they are: those of ITU-T, of ISO, or of both together.
    let root = |text: String| {
        ["0.", "1.", "2."]
            .iter()
            .any(|start| text.starts_with(start))
    };
    string(&tokens[at]).is_some_and(root)
        && numbers(&tokens[at]) == Some(OF_AN_ADDRESS)
        && tokens
            .iter()
            .filter_map(numbers)
            .any(|count| count != OF_AN_ADDRESS)
}

/// The tokens from the last end of a statement, an item or an argument on.
fn statement(before: &[TokenTree]) -> &[TokenTree] {
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), ';' | ','),
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
    &before[start..]
}

/// What the name in front of `=` or `:` says, or the string there.
fn of_key(before: &[TokenTree]) -> Purpose {
    key(before).map_or(Purpose::Unknown, |key| words::of_key(&key))
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Beside `==` or `!=`, or a pattern.
fn is_compared(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let literal = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Literal(_)));
    let last = |at: usize| before.len().checked_sub(at).and_then(|at| before.get(at));
    let equal = |first: Option<&TokenTree>, second: Option<&TokenTree>| {
        (is_mark(first, '=') || is_mark(first, '!')) && is_mark(second, '=')
    };
    let arm = is_mark(after.first(), '=') && is_mark(after.get(1), '>');
    let alternative = is_mark(last(1), '|') && literal(last(2))
        || is_mark(after.first(), '|') && literal(after.get(1));
    equal(last(2), last(1)) || equal(after.first(), after.get(1)) || arm || alternative
}

/// What it is an argument of: the next function or macro, and for texts and defaults also those around that.
fn of_call(before: &[TokenTree], around: &Around<'_>) -> Purpose {
    let mut next = Some(around);
    let mut nearest = true;
    while let Some(level) = next.filter(|level| level.within != Delimiter::Brace) {
        if let Some(called) = called(level.before) {
            // `header("Referer", "..")`
            let header = before.iter().find_map(string);
            if nearest && header.is_some_and(|header| words::is_header(&header)) {
                return Purpose::Name;
            }
            let found = words::of_call(&called).or(|| of_receiver(level.before));
            if found != Purpose::Comparison || nearest {
                nearest = false;
                if found != Purpose::Unknown {
                    return found;
                }
            }
        }
        let key = of_key(without_call(statement(level.before)));
        if key != Purpose::Unknown {
            return key;
        }
        next = level.outer;
    }
    Purpose::Unknown
}

/// What stands in front of the path of a function or of a macro: `name:` of `name: Some`.
fn without_call(before: &[TokenTree]) -> &[TokenTree] {
    match before {
        [rest @ .., TokenTree::Punct(one), TokenTree::Punct(two)]
            if one.as_char() == ':' && two.as_char() == ':' =>
        {
            without_call(rest)
        }
        [rest @ .., TokenTree::Punct(mark)] if matches!(mark.as_char(), '!' | '&') => {
            without_call(rest)
        }
        [rest @ .., TokenTree::Ident(_)] => without_call(rest),
        _ => before,
    }
}

/// What the variable is called that is given something: `help.push_str(..)`.
fn of_receiver(before: &[TokenTree]) -> Purpose {
    match before {
        [
            ..,
            TokenTree::Ident(receiver),
            TokenTree::Punct(dot),
            TokenTree::Ident(method),
        ] if dot.as_char() == '.' && method == "push_str" => words::of_name(&plain(receiver)),
        _ => Purpose::Unknown,
    }
}

/// The name in front of parentheses, without the mark of a macro.
fn called(before: &[TokenTree]) -> Option<String> {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => {
            Some(plain(name))
        }
        [.., TokenTree::Ident(name)] => Some(plain(name)),
        _ => None,
    }
}

/// What the names of the constants, the variables and the functions around it say, and of structs that are made.
fn of_items(beginning: &[TokenTree], around: &Around<'_>) -> Purpose {
    let mut heading = beginning;
    let mut next = Some(around);
    let mut argument = false;
    loop {
        let found = of_item(heading, argument);
        if found != Purpose::Unknown {
            return found;
        }
        let Some(level) = next else {
            return Purpose::Unknown;
        };
        argument |= level.within == Delimiter::Parenthesis;
        heading = statement(level.before);
        if let Some(TokenTree::Ident(name)) = heading.last()
            && level.within == Delimiter::Brace
            && words::of_struct(&plain(name)) != Purpose::Unknown
        {
            return Purpose::Text;
        }
        next = level.outer;
    }
}

fn of_item(heading: &[TokenTree], argument: bool) -> Purpose {
    let is =
        |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(ident) if ident == word);
    let named = heading.windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] => {
            Some((keyword.to_string(), plain(name)))
                .filter(|(keyword, _)| ["const", "fn", "let", "static"].contains(&keyword.as_str()))
        }
        _ => None,
    });
    match named {
        // What a method gives back is another thing than what it is given.
        Some((keyword, _))
            if keyword == "let"
                && argument
                && heading.iter().any(|token| is_mark(Some(token), '.')) =>
        {
            Purpose::Unknown
        }
        Some((keyword, name)) if keyword == "fn" => words::of_function(&name),
        Some((_, name)) => words::of_name(&name),
        None => {
            let implements = |interface: &str| {
                let mut pairs = heading.windows(2);
                heading.iter().any(|token| is(token, "impl"))
                    && pairs.any(|pair| is(&pair[0], interface) && is(&pair[1], "for"))
            };
            if implements("Default") {
                Purpose::Default
            } else if implements("Display") {
                Purpose::Text
            } else if let [TokenTree::Ident(keyword), .., TokenTree::Ident(of)] = heading
                && keyword == "impl"
            {
                words::of_type(&plain(of))
            } else {
                Purpose::Unknown
            }
        }
    }
}
