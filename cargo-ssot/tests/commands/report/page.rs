//! The page as text.

use std::fs;

use super::repository::git;
use super::workspace::{FINDING, JUDGED, Workspace, findings};

/// The page of a workspace.
pub(crate) fn page(workspace: &Workspace) -> String {
    let report = workspace.report(&["--html", "out"]);
    assert!(report.error.contains("wrote"), "{}", report.error);
    fs::read_to_string(workspace.root.join("out/index.html")).expect("a page")
}

/// A workspace in which names that outsiders choose are markup.
#[cfg(unix)]
pub(crate) fn hostile() -> Workspace {
    let workspace = Workspace::named("<img src=x onerror=alert(2)>");
    workspace.package("", "acme", "");
    workspace.write("src/<script>alert(1)</script>.rs", FINDING);
    workspace.write("src/\"'&amp;.rs", FINDING);
    workspace.write("src/</title></style><b>.rs", "fn {");
    workspace
}

#[test]
fn the_page_has_what_the_report_has() {
    let workspace = Workspace::of_two(3, 2);
    workspace.write("ssot.toml", &format!("{JUDGED}[score]\ngoal = 95\n"));
    let page = page(&workspace);
    for part in [
        "<html lang=\"en\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "prefers-color-scheme: dark",
        "The score is 90.9 of 100, and the goal 95.0.",
        "5 findings, with a weight of 10.",
        "By category",
        "By risk",
        "By effort",
        "By rule",
        "By package",
        "By module",
        "core/src/lib.rs",
        "What is not proven",
        "No compiler ran.",
        "<code>--history 30d</code>",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_page_asks_for_nothing_from_elsewhere() {
    let page = page(&Workspace::of_two(3, 2));
    for word in [
        "<script", "<link", "src=", "url(", "@import", "http:", "https:",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    // Only links are followed, and those only if somebody asks for it.
    for link in page.split("href=").skip(1) {
        assert!(link.starts_with("\"../"), "{}", &link[..40]);
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn tables_and_pictures_can_be_read_aloud() {
    let page = page(&Workspace::of_two(3, 2));
    let count = |text: &str| page.matches(text).count();
    assert_eq!(count("<h1>"), 1);
    assert!(count("<table>") >= 7);
    assert_eq!(count("<table>"), count("<caption"));
    for cell in page.split("<th ").skip(1) {
        assert!(cell.starts_with("scope="), "{}", &cell[..40]);
    }
    for picture in page.split("<svg ").skip(1) {
        let tag = &picture[..picture.find('>').expect("an end")];
        let titled =
            tag.contains("role=\"img\" aria-labelledby=") || tag.contains("aria-hidden=\"true\"");
        assert!(titled, "{tag}");
    }
}

#[test]
fn elements_end_where_they_have_to() {
    let workspace = Workspace::new(&findings(3));
    workspace.write("src/broken.rs", "fn {");
    let page = page(&workspace);
    let mut open = vec!["html", "head"];
    let body = &page[page.find("</style>").expect("a style")..];
    for tag in body.split('<').skip(2) {
        let (tag, _) = tag.split_once('>').expect("an end");
        let name = tag
            .split([' ', '/'])
            .find(|word| !word.is_empty())
            .expect("a name");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') && !["col", "meta"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[cfg(unix)]
#[test]
fn names_are_shown_and_not_obeyed() {
    let page = page(&hostile());
    for markup in ["<script", "<img", "<b>", "</title></style>", "\"'&amp;.rs"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    for shown in ["script", "alert(1)", "alert(2)"] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn the_page_lists_every_finding_with_its_code_and_a_link() {
    let workspace = Workspace::of_two(3, 2);
    let page = page(&workspace);
    assert_eq!(page.matches("<a href=\"../core/src/lib.rs\">").count(), 3);
    assert_eq!(page.matches("<a href=\"../web/src/lib.rs\">").count(), 2);
    assert!(page.contains("<pre>pub fn f0() { connect("), "{page}");
    for question in [
        "What is shared between users?",
        "What is defined twice?",
        "Is it getting better?",
    ] {
        assert!(page.contains(question), "{question}");
    }
    assert!(page.contains("id=\"risk-medium\"") && !page.contains("id=\"risk-low\""));
    assert!(page.contains("score per thousand lines"));
    assert!(
        !page.contains("<td>0</td>"),
        "rows without findings say nothing"
    );
}

#[test]
fn a_finding_leads_to_the_repository_where_there_is_one() {
    let workspace = Workspace::new(&findings(1));
    workspace.init();
    workspace.commit(0);
    git(
        &workspace.root,
        &[
            "remote",
            "add",
            "origin",
            "git@git.example.com:acme/shop.git",
        ],
    );
    let page = page(&workspace);
    let commit = git(&workspace.root, &["rev-parse", "HEAD"]);
    let link = format!(
        "https://git.example.com/acme/shop/blob/{}/src/lib.rs#L",
        commit.trim()
    );
    assert!(page.contains(&link), "{link}");
}

#[test]
fn what_was_not_judged_is_not_called_clean() {
    let workspace =
        Workspace::new("static LINES: std::sync::Mutex<u32> = std::sync::Mutex::new(0);\n");
    let page = page(&workspace);
    let answers: Vec<_> = page
        .split("<p class=\"answer")
        .skip(1)
        .map(|answer| answer.split_once('<').expect("an end").0)
        .collect();
    assert_eq!(answers, [" open\">?", "\">0", " open\">?"]);
    assert!(page.contains("class=\"ring open\""));
    for empty in [
        "Nothing was found.</p>",
        ">suppressed by the baseline<",
        "id=\"by-",
    ] {
        assert!(!page.contains(empty), "{empty}");
    }
}
