//! One page that needs nothing besides: no script, no font, no request.

use askama::Template;

use super::{package, shown, summary};
use crate::candidate::{Candidate, Kind};
use crate::lints::context::CheckContext;
use crate::pluralize::pluralize;

#[derive(Template)]
#[template(path = "discover.html")]
struct Page {
    workspace: String,
    summary: String,
    kinds: Vec<Section>,
}

struct Section {
    kind: Kind,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    package: String,
    place: String,
    reason: String,
    places: Vec<String>,
}

impl Row {
    fn more(&self) -> String {
        pluralize(self.places.len(), "place")
    }
}

pub(crate) fn write(cx: CheckContext<'_>, candidates: &[&Candidate]) -> String {
    let row = |candidate: &&Candidate| Row {
        name: candidate.name.clone(),
        package: package(cx, candidate).to_owned(),
        place: shown(cx, &candidate.place),
        reason: candidate.reason.clone(),
        places: candidate
            .evidence
            .iter()
            .map(|one| format!("{}: {}", shown(cx, &one.place), one.text))
            .collect(),
    };
    let sections = Kind::ALL.iter().map(|kind| Section {
        kind: *kind,
        rows: candidates
            .iter()
            .filter(|candidate| candidate.kind == *kind)
            .map(row)
            .collect(),
    });
    let page = Page {
        workspace: cx
            .workspace
            .root
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        summary: summary(candidates),
        kinds: sections
            .filter(|section| !section.rows.is_empty())
            .collect(),
    };
    page.render().expect("a string takes it")
}
