//! The documentation has a page for each violation: what the catalogue says about it, a case that breaks the rule, what
//! the compiler or `cargo ssot check` prints about that case, and what repairs it.
//!
//! The cases are those of `ui/`, of `tests/fixtures/pages` and of `cargo-ssot/tests/fixtures`, whose output is tested
//! there.
//! `BLESS=1 cargo test -p ssot-ui-tests --test pages violation_pages::` writes the pages, and the table of them, anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use ssot_rules::classification::Category;
use ssot_rules::{Reporter, Rule};

const DOCUMENTATION: &str = "../docs";

/// Cases that are packages of their own.
const PACKAGES: &str = "../tests/fixtures/pages";

/// The case that a page shows, where that is not the first one by name.
const SHOWN: &[(Rule, &str)] = &[
    (Rule::ConstructedDirectly, "literal_in_a_sibling_module"),
    (Rule::NoConstructor, "no_factory"),
    (Rule::ConstructorsTwice, "generated_and_written"),
    (Rule::NotAConstructor, "method"),
    (Rule::WrongItem, "factory_on_a_struct"),
    (Rule::ReservedName, "seal_moved_in_a_constructor"),
    (Rule::ConditionalParameter, "conditional_parameter"),
    (Rule::RepeatedAttribute, "guarded_twice"),
    (Rule::EnforcedDifferently, "struct_that_warns"),
    (Rule::InvalidReplacement, "a_parameter_that_is_no_field"),
    (Rule::DefinedTwice, "in_two_modules"),
    (Rule::InvalidName, "spaces"),
    (Rule::CanonicalElsewhere, "another_type"),
    (Rule::MovedToNoComponent, "component_without_a_path"),
    (Rule::DeclaredNotImplemented, "declared_and_missing"),
    (Rule::ImplementedNotDeclared, "implemented_and_not_declared"),
    (Rule::NotMockable, "parameter_without_a_name"),
    (Rule::UnknownArgument, "misspelt"),
    (Rule::RepeatedArgument, "repeated"),
    (Rule::MissingValue, "name"),
    (Rule::WrongValue, "canonical_without_crate"),
    (Rule::NotAnArgument, "string"),
    (Rule::NotListed, "dependency"),
    (Rule::ShorterLived, "singleton_that_needs_a_users_component"),
    (Rule::DependencyCycle, "of_two"),
    (Rule::AnotherScope, "singleton_among_transients"),
    (Rule::ConstructorWithoutScope, "no_parameter"),
    (Rule::UnusableResult, "several_instances"),
    (Rule::NotACompositionItem, "unknown_section"),
    (Rule::GivenElsewhere, "listed_among_singletons"),
    (Rule::NotInjectable, "generic_constructor"),
    (Rule::NothingGiven, "no_given_parameter"),
    (Rule::NoScopesOf, "scope_in_a_signature"),
    (Rule::HardcodedAddress, "literal_in_a_function"),
    (Rule::UnreasonedPermission, "no_reason"),
    (Rule::StalePermission, "literal_that_is_no_address"),
    (Rule::KeyOwnedTwice, "two_structs"),
    (Rule::NotAConfiguration, "tuple"),
    (Rule::InvalidKey, "prefix_in_lower_case"),
    (Rule::SecretShown, "debug_below"),
];

const FAT_LTO: &str = "Across crates the linker reports it, like [SSOT020](SSOT020.md). With `lto = \"thin\"`, the \
     registry does: `ssot::registry().verify()`. With `lto = \"fat\"` the build stops with `failed to load bitcode of module ..`, \
     which names one of the two crates; `cargo ssot check`, or a build without `lto`, names both. [One \
     definition](../one-definition.md) has all builds in one table.";

/// Where a violation is reported, for rules that differ from the others.
const WHERE: &[(Rule, &str)] = &[
    (
        Rule::Unreadable,
        "Invalid Rust is refused by rustc before it calls an attribute. This violation is about syntax that rustc parses \
         and the macros do not.",
    ),
    (
        Rule::DefinedTwice,
        "Within a crate the compiler reports it. Across crates the linker does, in `cargo build`, for all kinds of types, used \
         or not:\n\n\
         ```text\n\
         rust-lld: error: duplicate symbol: ssot: component `Port` is defined twice\n\
         >>> defined at lib.rs:3 (one/src/lib.rs:3)\n\
         >>> defined at lib.rs:3 (two/src/lib.rs:3)\n\
         ```\n\n\
         With `lto = \"thin\"` the registry reports it: `ssot::registry().verify()` returns it, and `App::new` of an application \
         that lists the component fails with it. With `lto = \"fat\"` the build stops with another error, which names one of the \
         two crates and not the component:\n\n\
         ```text\n\
         error: failed to load bitcode of module \"two-bcd1e1e30d1b5ecf.two.1e11f8ba24b3c1a6-cgu.0.rcgu.o\":\n\
         ```\n\n\
         `cargo ssot check`, or a build without `lto`, names the component and both crates. [One \
         definition](../one-definition.md) has all builds in one table.",
    ),
    (Rule::ImplementedTwice, FAT_LTO),
    (Rule::KeyOwnedTwice, FAT_LTO),
    (
        Rule::PackageTwice,
        "`ssot::registry().verify()` returns it. In a program the linker refuses the two definitions, like those of \
         SSOT020. In the unit tests of the package, whose components have no symbol, the registry reports them. \
         Cargo refuses to build two versions of `ssot` itself together.",
    ),
    (
        Rule::NotComposed,
        "`App::verify()` of a composition `App` returns it, among others. Call it in a test of the binary.",
    ),
    (
        Rule::NothingLeftOut,
        "`App::verify()` of a composition `App` returns it, among others.",
    ),
];

#[test]
fn every_violation_has_a_page_and_the_page_is_up_to_date() {
    let bless = std::env::var_os("BLESS").is_some();
    let folder = Path::new(DOCUMENTATION).join("violations");
    let pages = pages();
    if bless {
        fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in &pages {
            fs::write(folder.join(name), text).expect("a page can be written");
        }
    }
    for (name, text) in &pages {
        let written = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            written == *text,
            "violations/{name} is out of date: write it anew with BLESS=1"
        );
    }
    let there: Vec<_> = sorted(&folder).iter().map(|path| name_of(path)).collect();
    let expected: Vec<_> = pages.keys().cloned().collect();
    assert_eq!(there, expected, "a page belongs to no rule");
}

#[test]
fn the_table_of_the_violations_and_the_contents_of_the_book_are_up_to_date() {
    replace_section("violations.md", "table", &table());
    replace_section("SUMMARY.md", "violations", &contents());
}

#[test]
fn every_repaired_case_belongs_to_a_page() {
    for path in sorted(Path::new("ui/repaired")) {
        let name = name_of(&path);
        let code = name.trim_end_matches(".rs");
        let rule = Rule::of_code(code).unwrap_or_else(|| panic!("{name} is the code of no rule"));
        assert!(
            case_of_the_compiler(rule).is_some() && !Path::new(PACKAGES).join(code).exists(),
            "{name} repairs no case that is shown"
        );
    }
}

/// What a reader looks for on a page, and what it stands between.
const PARTS: [(&str, &str, &str); 7] = [
    ("what it is called", "# SSOT", "\n"),
    ("what is wrong", "\n> ", "\n"),
    ("why", "\n**Why.** ", "\n"),
    ("what to do", "\n**Fix.** ", "\n"),
    ("an example", "\n## An example\n", " says:\n"),
    ("what is printed", " says:\n\n```text\n", "```\n"),
    ("the repair", "\n## Repaired\n\n```diff\n", "```\n"),
];

#[test]
fn every_page_has_all_of_its_parts_and_none_is_empty() {
    for (name, page) in pages() {
        let part = |part: &str| {
            let (_, start, end) = PARTS
                .iter()
                .find(|(known, ..)| *known == part)
                .expect("it is one of them");
            between(&page, start, end).unwrap_or_else(|| panic!("{name} lacks {part}"))
        };
        for (name_of_part, ..) in PARTS {
            let text = part(name_of_part).trim();
            assert!(!text.is_empty(), "{name}: {name_of_part} is empty");
        }
        let code = name.trim_end_matches(".md");
        let rule = Rule::of_code(code).unwrap_or_else(|| panic!("{name} is the page of no rule"));
        let example = part("an example");
        assert!(example.contains("```rust\n"), "{name} shows no code");
        let known = part("what is printed").contains(code) || rule.entry().recognised_by.is_some();
        assert!(known, "{name}: what is printed has another code");
        let mut changes = part("the repair")
            .lines()
            .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("---"));
        assert!(changes.next().is_some(), "{name}: nothing is repaired");
    }
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(start)?;
    let (text, _) = rest.split_once(end)?;
    Some(text)
}

/// Compares what stands between two comments of a page, or writes it.
fn replace_section(page: &str, section: &str, text: &str) {
    let path = Path::new(DOCUMENTATION).join(page);
    let whole = fs::read_to_string(&path).expect("the page can be read");
    let start =
        format!("<!-- {section}: written by `ui-tests/tests/pages/violation_pages.rs` -->\n");
    let end = format!("<!-- end of {section} -->");
    let (before, rest) = whole.split_once(&start).expect("the page has the section");
    let (written, after) = rest.split_once(&end).expect("the section ends");
    if std::env::var_os("BLESS").is_some() {
        let whole = format!("{before}{start}{text}{end}{after}");
        fs::write(path, whole).expect("the page can be written");
        return;
    }
    assert!(
        written == text,
        "{page} is out of date: write it anew with BLESS=1"
    );
}

/// The rules by what they are about, and those that rustc reports in its own words by these.
fn table() -> String {
    let mut text = String::new();
    for category in Category::ALL {
        writeln!(text, "\n## {}\n", title(*category)).expect("a string takes it");
        text += "| Code | | Reported by |\n|---|---|---|\n";
        for rule in Rule::ALL.iter().filter(|rule| rule.category() == *category) {
            let entry = rule.entry();
            writeln!(
                text,
                "| [{rule}](violations/{rule}.md) | {} | {} |",
                entry.title, entry.reporter
            )
            .expect("a string takes it");
        }
    }
    text += "\n## In rustc's own words\n\n| Code | Recognised by |\n|---|---|\n";
    for rule in Rule::ALL {
        if let Some(words) = rule.entry().recognised_by {
            writeln!(text, "| [{rule}](violations/{rule}.md) | {words} |")
                .expect("a string takes it");
        }
    }
    text + "\n"
}

fn contents() -> String {
    let line = |rule: &Rule| format!("  - [{}](violations/{rule}.md)\n", rule.heading());
    Rule::ALL.iter().map(line).collect()
}

/// The word of a category as a heading.
fn title(category: Category) -> String {
    let word = category.word().replace('-', " ");
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// The text of each page, by the name of its file.
fn pages() -> BTreeMap<String, String> {
    let page = |rule: &Rule| (format!("{rule}.md"), page(*rule));
    Rule::ALL.iter().map(page).collect()
}

fn page(rule: Rule) -> String {
    // On a page of its own the heading is of the first level.
    let mut page = rule.page()[1..].to_owned();
    let mut add = |text: &str| page.push_str(text);
    if let Some((_, text)) = WHERE.iter().find(|(known, _)| *known == rule) {
        add(&format!("\n**Where.** {text}\n"));
    }
    let case = case(rule);
    add(&format!(
        "\n## An example\n\n{}\n{} says:\n\n```text\n{}```\n\n## Repaired\n\n```diff\n{}```\n",
        case.code, case.reporter, case.output, case.repair
    ));
    add("\n[All violations](../violations.md)\n");
    page
}

/// What a page shows of a case.
struct Case {
    /// Its files, each in a block.
    code: String,
    reporter: &'static str,
    output: String,
    /// The lines that change.
    repair: String,
}

fn case(rule: Rule) -> Case {
    if rule.entry().reporter == Reporter::Scan {
        return case_of_the_scanner(rule);
    }
    let package = Path::new(PACKAGES).join(rule.entry().code);
    if package.exists() {
        return case_of_a_package(rule, &package);
    }
    let source = case_of_the_compiler(rule).unwrap_or_else(|| panic!("{rule} has no case to show"));
    let code = read(&source);
    let repaired = read(&Path::new("ui/repaired").join(format!("{rule}.rs")));
    Case {
        code: format!("```rust\n{code}```\n"),
        reporter: "The compiler",
        output: read(&source.with_extension("stderr")),
        repair: difference(&code, &repaired),
    }
}

fn case_of_the_compiler(rule: Rule) -> Option<PathBuf> {
    let folder = Path::new("ui").join(rule.entry().code);
    if !folder.exists() {
        return None;
    }
    let shown = SHOWN.iter().find(|(known, _)| *known == rule);
    if let Some((_, name)) = shown {
        return Some(folder.join(name).with_extension("rs"));
    }
    let mut cases = sorted(&folder).into_iter();
    cases.find(|path| path.extension().is_some_and(|extension| extension == "rs"))
}

/// `tests/tests/builds/pages.rs` builds it, and tests it, as it is and as it is repaired.
fn case_of_a_package(rule: Rule, package: &Path) -> Case {
    let mut code = vec![("src/lib.rs".to_owned(), read(&package.join("src/lib.rs")))];
    let repaired = package.join("repaired");
    if repaired.join("Cargo.toml").exists() {
        let manifest = ("Cargo.toml".to_owned(), dependencies(package));
        code.insert(0, manifest);
    }
    let repair = code.iter().filter_map(|(path, before)| {
        let after = match path.as_str() {
            "Cargo.toml" => dependencies(&repaired),
            path if repaired.join(path).exists() => read(&repaired.join(path)),
            _ => return None,
        };
        Some(format!("--- {path}\n{}", difference(before, &after)))
    });
    Case {
        reporter: match rule.entry().reporter {
            Reporter::Registry => "`cargo test`",
            _ => "The compiler",
        },
        output: read(&package.join("output.txt")),
        repair: repair.collect(),
        code: code.iter().map(block).collect::<Vec<_>>().join("\n"),
    }
}

/// What a package depends on, from the registry instead of the folders beside it.
fn dependencies(package: &Path) -> String {
    let manifest = read(&package.join("Cargo.toml"));
    let at = manifest.find("[dependencies]").expect("it has some");
    manifest[at..]
        .replace("ssot.workspace = true", "ssot = \"0.2\"")
        .replace("path = \"../../../../runtime\"", "version = \"0.2\"")
        .replace("path = \"../former\"", "version = \"1.4\"")
}

fn case_of_the_scanner(rule: Rule) -> Case {
    let fixtures = Path::new("../cargo-ssot/tests/fixtures");
    let name = format!("{rule}_shown.txt");
    let bad = files(&read(&fixtures.join("bad").join(&name)));
    let good = files(&read(&fixtures.join("good").join(&name)));
    let repair =
        bad.iter().zip(&good).filter(|(bad, good)| bad != good).map(
            |((path, before), (_, after))| format!("--- {path}\n{}", difference(before, after)),
        );
    Case {
        code: bad.iter().map(block).collect::<Vec<_>>().join("\n"),
        reporter: "`cargo ssot check`",
        output: read(&fixtures.join("shown").join(format!("{rule}.txt"))),
        repair: repair.collect(),
    }
}

/// The files that a fixture holds, by their paths, without the marks of its violations.
fn files(fixture: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in fixture.lines() {
        if let Some(path) = line.strip_prefix("//- ") {
            files.push((path.to_owned(), String::new()));
            continue;
        }
        let (_, text) = files.last_mut().expect("the first line names a file");
        let line = line.split("//~").next().unwrap_or_default().trim_end();
        text.extend([line, "\n"]);
    }
    files
}

fn block((path, text): &(String, String)) -> String {
    let toml = Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "toml");
    let language = if toml { "toml" } else { "rust" };
    format!("`{path}`:\n\n```{language}\n{text}```\n")
}

fn difference(before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let hunks = difference.unified_diff().context_radius(2).to_string();
    hunks.lines().fold(String::new(), |text, line| {
        text + line.trim_end_matches(' ') + "\n"
    })
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().expect("a file has a name");
    name.to_str().expect("the names are UTF-8").to_owned()
}
