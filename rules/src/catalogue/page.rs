//! The documentation of a rule, generated from its entry.

use super::entries::Rule;
use super::template::fill;

/// A paragraph about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// The words that it starts with: `Why.`, `Reported by`.
    pub label: &'static str,
    /// The rest of it, in Markdown.
    pub text: String,
}

impl Rule {
    /// The code and the title.
    #[must_use]
    pub fn heading(self) -> String {
        let entry = self.entry();
        format!("{}: {}", entry.code, entry.title)
    }

    /// The message, with the words in braces that stand for the names of a case.
    #[must_use]
    pub fn message(self) -> String {
        fill(self.entry().message, &[])
    }

    /// The paragraphs below the heading and the message.
    #[must_use]
    pub fn paragraphs(self) -> Vec<Paragraph> {
        let entry = self.entry();
        let paragraph = |label, text: &str| Paragraph {
            label,
            text: text.to_owned(),
        };
        let classification = format!(
            "{}, risk {}, effort {}.",
            self.category(),
            self.risk(),
            self.effort()
        );
        let mut paragraphs = vec![
            paragraph("Why.", entry.reason),
            paragraph("Fix.", &capitalised(&fill(entry.fix, &[]))),
            paragraph("Reported by", &format!("{}.", entry.reporter)),
        ];
        if let Some(words) = entry.recognised_by {
            paragraphs.push(paragraph("Recognised by", &format!("{words}.")));
        }
        paragraphs.push(paragraph("Category", &classification));
        paragraphs
    }

    /// All of it in Markdown, under a heading of the second level.
    #[must_use]
    pub fn page(self) -> String {
        let mut page = format!("## {}\n\n> {}\n", self.heading(), self.message());
        for Paragraph { label, text } in self.paragraphs() {
            page.extend(["\n**", label, "** ", &text, "\n"]);
        }
        page
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str() + "."
}
