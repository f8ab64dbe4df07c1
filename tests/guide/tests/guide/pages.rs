//! The book has every page, every link of the documentation leads somewhere, and every code of it is compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use ssot_tests_guide::{PAGES, files_below, root};

/// What is looked at besides the book.
const OTHERS: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benches/README.md",
    "cargo-ssot/README.md",
    "cargo-ssot/PRECISION.md",
];

/// What a page holds that the tests ask for.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
    /// Blocks of Rust.
    code: Vec<String>,
}

impl Page {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).expect("a page can be read");
        let mut page = Self::default();
        let (mut heading, mut code) = (None, None);
        for event in Parser::new(&text) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    page.add_anchor(&heading.take().expect("it began"));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    code = language.starts_with("rust").then(String::new);
                }
                Event::End(TagEnd::CodeBlock) => page.code.extend(code.take()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(open) = heading.as_mut().or(code.as_mut()) {
                        open.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// A heading is reached by its words in lower case. One that is there already gets a number.
    fn add_anchor(&mut self, heading: &str) {
        let words = heading.trim().to_lowercase().replace(' ', "-");
        let kept = |letter: &char| letter.is_alphanumeric() || "-_".contains(*letter);
        let anchor: String = words.chars().filter(kept).collect();
        let mut numbered = anchor.clone();
        let mut number = 0;
        while !self.anchors.insert(numbered) {
            number += 1;
            numbered = format!("{anchor}-{number}");
        }
    }
}

/// Where a relative path leads that stands in a page; `None` if that is outside of the repository.
fn resolved(page: &str, path: &str) -> Option<String> {
    let folder = Path::new(page).parent().expect("a page is in a folder");
    let mut resolved = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::ParentDir => resolved.pop().then_some(())?,
            Component::Normal(name) => resolved.push(name),
            _ => {}
        }
    }
    resolved.to_str().map(str::to_owned)
}

fn is_relative(link: &str) -> bool {
    !link.contains("://") && !link.starts_with("mailto:")
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_heading() {
    let mut names = files_below("docs", "md");
    names.extend(OTHERS.iter().map(ToString::to_string));
    let pages: BTreeMap<_, _> = names
        .into_iter()
        .map(|name| (name.clone(), Page::read(&name)))
        .collect();
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (name, page) in &pages {
        for link in page.links.iter().filter(|link| is_relative(link)) {
            followed += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => Some(name.clone()),
                _ => resolved(name, path),
            };
            let Some(target) = target.filter(|target| root().join(target).exists()) else {
                wrong.push(format!("{name}: there is no {link}"));
                continue;
            };
            let has_anchor = |page: &Page| page.anchors.contains(anchor);
            if !anchor.is_empty() && !pages.get(&target).is_some_and(has_anchor) {
                wrong.push(format!("{name}: nothing is called {link}"));
            }
            // The book holds nothing else.
            if name.starts_with("docs/") && !target.starts_with("docs/") {
                wrong.push(format!("{name}: {link} leads out of the book"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        followed > 100,
        "{followed} links are too few: they are not seen"
    );
}

#[test]
fn every_page_is_a_chapter_of_the_book_once() {
    let contents = Page::read("docs/SUMMARY.md");
    let links = contents.links.iter();
    let chapters: BTreeSet<_> = links.map(|link| format!("docs/{link}")).collect();
    assert_eq!(
        chapters.len(),
        contents.links.len(),
        "a chapter is there twice"
    );
    let mut pages: BTreeSet<_> = files_below("docs", "md").into_iter().collect();
    pages.remove("docs/SUMMARY.md");
    let different: Vec<_> = chapters.symmetric_difference(&pages).collect();
    assert!(
        different.is_empty(),
        "a page that is no chapter, or the reverse: {different:?}"
    );
}

/// In the migration guide all code is written by the test that builds it.
#[test]
fn every_code_of_the_guide_is_compiled_by_a_test() {
    let mut with_code = 0;
    for name in files_below("docs", "md") {
        let name = name.strip_prefix("docs/").expect("it is below the folder");
        if name.starts_with("violations/") || Page::read(&format!("docs/{name}")).code.is_empty() {
            continue;
        }
        with_code += 1;
        if name == "migration.md" {
            let text = fs::read_to_string(root().join("docs").join(name)).expect("it can be read");
            let written = text.matches("<!-- written: file ").count();
            assert_eq!(Page::read("docs/migration.md").code.len(), written);
        } else {
            assert!(
                PAGES.contains(&name),
                "add {name} to `tests/guide/src/lib.rs`"
            );
        }
    }
    assert_eq!(
        with_code,
        PAGES.len() + 1,
        "a page that is listed has no code"
    );
}

/// The page names the tests that what it says rests on.
#[test]
fn the_comparison_names_tests_that_exist() {
    let page = fs::read_to_string(root().join("docs/comparison.md")).expect("it can be read");
    let mut named = BTreeMap::<_, BTreeSet<_>>::new();
    for code in page.split('`').skip(1).step_by(2) {
        if let Some((file, function)) = code.split_once("::")
            && file.starts_with("as_in_")
        {
            named.entry(file).or_default().insert(function);
        }
    }
    assert_eq!(named.len(), 5, "all files of the kind are named");
    for (file, functions) in named {
        let path = root().join(format!("tests/tests/compositions/{file}.rs"));
        let tests = fs::read_to_string(&path).expect("there is such a file");
        for function in functions {
            let test = format!("fn {function}()");
            assert!(tests.contains(&test), "{file} has no `{test}`");
        }
    }
}
