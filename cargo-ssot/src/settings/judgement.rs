//! What the settings say about candidates.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::file::{position, problem};
use crate::candidate::Kind;
use crate::finding::Problem;

/// What somebody has said about a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is to be there once, and the rules hold for it.
    Component,
    /// It need not be, for a reason.
    NotOne { reason: String },
    /// Somebody will say later.
    Later,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenJudgement {
    verdict: Verdict,
    reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Component,
    NotOne,
    Later,
}

/// What was said about candidates. What is wrong is a problem, and holds as not said.
pub(super) fn judgements(
    text: &str,
    written: &BTreeMap<Spanned<String>, Spanned<WrittenJudgement>>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Judgement> {
    let mut judged = BTreeMap::new();
    for (key, said) in written {
        let mut wrong = |message: String, help: &str| {
            problems.push(Problem {
                help: help.to_owned(),
                ..problem(Some(position(text, key.span().start)), message)
            });
        };
        let kind = key
            .get_ref()
            .split_once(' ')
            .and_then(|(kind, _)| Kind::of_word(kind));
        if kind.is_none() {
            let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
            wrong(
                format!("`{}` starts with no kind of candidate", key.get_ref()),
                &format!(
                    "write one of {} and the path: `global acme::db::POOL`",
                    kinds.join(", ")
                ),
            );
            continue;
        }
        let said = said.get_ref();
        let reason = said
            .reason
            .clone()
            .filter(|reason| !reason.trim().is_empty());
        let judgement = match (said.verdict, reason) {
            (Verdict::Component, _) => Judgement::Component,
            (Verdict::Later, _) => Judgement::Later,
            (Verdict::NotOne, Some(reason)) => Judgement::NotOne { reason },
            (Verdict::NotOne, None) => {
                wrong(
                    format!("`{}` is judged `not-one` without a reason", key.get_ref()),
                    "add the reason: `{ verdict = \"not-one\", reason = \"..\" }`",
                );
                continue;
            }
        };
        judged.insert(key.get_ref().clone(), judgement);
    }
    judged
}
