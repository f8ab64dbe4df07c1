//! `cargo ssot explain`

use std::fmt::Write as _;

use serde::Serialize;
use ssot_rules::Rule;
use ssot_rules::classification::Category;

use crate::commands::document::DocumentFormat;
use crate::exit::Exit;
use crate::finding::Problem;
use crate::printer::{self, Printer};

/// An example of what each rule refuses, under a line with its code: the first code on its page.
const EXAMPLES: &str = include_str!("explain/examples.txt");

/// What a line with a code starts with.
const MARK: &str = "== ";

const PREFIX: &str = "SSOT";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Rule codes, such as SSOT004, ssot004 or 4; lists all rules if none is given
    #[arg(value_name = "CODE")]
    codes: Vec<String>,

    /// The output format
    #[arg(long, value_enum, default_value_t = DocumentFormat::Text)]
    format: DocumentFormat,
}

pub fn run(arguments: &Arguments, printer: &mut Printer) -> Exit {
    let (mut rules, mut problems) = (Vec::new(), Vec::new());
    for code in &arguments.codes {
        match rule(code) {
            Some(rule) if rules.contains(&rule) => {}
            Some(rule) => rules.push(rule),
            None => problems.push(unknown(code)),
        }
    }
    let listed = arguments.codes.is_empty();
    if listed {
        rules.extend(Rule::ALL);
    }
    let text = match arguments.format {
        DocumentFormat::Json => json(&rules),
        _ if rules.is_empty() => String::new(),
        DocumentFormat::Text if listed => list(),
        DocumentFormat::Text => pages(&rules, |rule| text(rule, printer::width())),
        DocumentFormat::Markdown => pages(&rules, Rule::page),
    };
    printer.result(&text);
    printer.problems(&problems)
}

/// The rule of a code, however much of it is written.
fn rule(written: &str) -> Option<Rule> {
    let number = number(written)?;
    let mut rules = Rule::ALL.iter().copied();
    rules.find(|rule| self::number(rule.entry().code) == Some(number))
}

/// The digits behind the prefix, which may be missing, as may be zeros.
fn number(code: &str) -> Option<u32> {
    let code = code.trim();
    let digits = match code.get(..PREFIX.len()) {
        Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => &code[PREFIX.len()..],
        _ => code,
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

fn unknown(code: &str) -> Problem {
    let nearest = nearest(code).map_or_else(String::new, |rule| {
        format!("the nearest is {}; ", rule.heading())
    });
    Problem::new(
        format!("unknown rule code `{code}`"),
        format!("{nearest}`cargo ssot explain` lists them all"),
    )
}

/// By number, if it is one: 120 is near 119 and not near 20. Otherwise by letters, if few of them are wrong.
fn nearest(code: &str) -> Option<Rule> {
    const WRONG_LETTERS: usize = 2;
    let known = Rule::ALL.iter().copied();
    if let Some(number) = number(code) {
        let distance =
            |rule: &Rule| self::number(rule.entry().code).map(|known| known.abs_diff(number));
        return known.min_by_key(distance);
    }
    let code = code.trim().to_uppercase();
    let distances = known.map(|rule| (strsim::damerau_levenshtein(&code, rule.entry().code), rule));
    let near = distances.filter(|(distance, _)| *distance <= WRONG_LETTERS);
    near.min().map(|(_, rule)| rule)
}

fn pages(rules: &[Rule], page: impl Fn(Rule) -> String) -> String {
    let pages: Vec<_> = rules.iter().map(|rule| page(*rule)).collect();
    pages.join("\n")
}

fn text(rule: Rule, width: usize) -> String {
    let quotation = textwrap::Options::new(width)
        .initial_indent("    ")
        .subsequent_indent("    ");
    let message = textwrap::fill(&rule.message(), quotation);
    let mut text = format!("{}\n\n{message}\n", rule.heading());
    for paragraph in rule.paragraphs() {
        let whole = format!("{} {}", paragraph.label, paragraph.text);
        text.extend(["\n", &textwrap::fill(&whole, width), "\n"]);
    }
    if let Some(example) = example(rule) {
        text += "\nExample:\n\n";
        for line in example.lines() {
            text.extend([format!("    {line}").trim_end(), "\n"]);
        }
    }
    if let Some(page) = address(rule) {
        text.extend(["\nPage: ", &page, "\n"]);
    }
    text
}

fn example(rule: Rule) -> Option<&'static str> {
    let heading = format!("{MARK}{rule}\n");
    let (_, behind) = EXAMPLES.split_once(&heading)?;
    let end = behind.find(MARK).unwrap_or(behind.len());
    Some(behind[..end].trim_end())
}

/// Where the page of a rule is, if the package names its repository.
fn address(rule: Rule) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/violations/{rule}.md"))
}

/// Every code with its title, those of a category together.
fn list() -> String {
    let mut text = String::new();
    for category in Category::ALL {
        let rules = Rule::ALL.iter().filter(|rule| rule.category() == *category);
        let mut heading = Some(category);
        for rule in rules {
            if let Some(category) = heading.take() {
                let separator = if text.is_empty() { "" } else { "\n" };
                writeln!(text, "{separator}{category}").expect("a string takes it");
            }
            writeln!(text, "  {rule}  {}", rule.entry().title).expect("a string takes it");
        }
    }
    text
}

#[derive(Serialize)]
struct Document {
    version: u32,
    rules: Vec<Explained>,
}

#[derive(Serialize)]
struct Explained {
    code: &'static str,
    title: &'static str,
    message: String,
    reason: &'static str,
    fix: String,
    reporter: String,
    recognised_by: Option<&'static str>,
    category: &'static str,
    risk: &'static str,
    effort: &'static str,
    example: Option<&'static str>,
    page: Option<String>,
}

fn json(rules: &[Rule]) -> String {
    let explained = rules.iter().map(|rule| {
        let entry = rule.entry();
        Explained {
            code: entry.code,
            title: entry.title,
            message: rule.message(),
            reason: entry.reason,
            fix: ssot_rules::catalogue::fill(entry.fix, &[]),
            reporter: entry.reporter.to_string(),
            recognised_by: entry.recognised_by,
            category: rule.category().word(),
            risk: rule.risk().word(),
            effort: rule.effort().word(),
            example: example(*rule),
            page: address(*rule),
        }
    });
    let document = Document {
        version: 1,
        rules: explained.collect(),
    };
    crate::json::text(&document)
}
