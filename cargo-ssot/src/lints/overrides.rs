//! A composition that overrides entries of another one, which lists them.

use std::str::FromStr;

use proc_macro2::TokenStream;
use ssot_rules::composition::Composition;
use ssot_rules::overriding::overridden;
use ssot_rules::violation::{Violation, Violations};

use super::context::{CheckContext, InFile};
use crate::finding::{Finding, Place};
use crate::index::ruled::unreported;
use crate::index::{Bytes, Composition as Fact};
use crate::resolve::Item;
use crate::syntax::SourceFile;

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let compositions = cx.facts(|facts| &facts.compositions);
    let found = compositions
        .flat_map(|overriding| findings(cx, overriding).unwrap_or_default())
        .collect();
    // The syntax is gone, so its places can be forgotten.
    proc_macro2::extra::invalidate_current_thread_spans();
    found
}

fn findings(cx: CheckContext<'_>, overriding: InFile<'_, Fact>) -> Option<Vec<Finding>> {
    let module = cx.module(overriding.file, overriding.fact.at);
    let base = overriding.fact.base.as_ref()?;
    let base = &cx.crates[cx.crates.resolve_type(module, **base)?];
    let Item::Composition(index) = base.item else {
        return None;
    };
    let base_source = &cx.files[base.file.0];
    let base = &base_source.facts.compositions[index];
    let written = |file: &SourceFile, bytes: Bytes| {
        let tokens = TokenStream::from_str(&file.text[bytes.range()]).ok()?;
        unreported(|ignored| Composition::read(tokens, ignored))
    };
    let base = written(base_source, base.tokens)?;
    let composition = written(overriding.source, overriding.fact.tokens)?;
    let mut violations = Violations::new();
    overridden(&composition, base, &mut violations);
    let start = overriding.fact.tokens.range().start;
    let finding = |violation: Violation| {
        let (first, end) = (violation.place().byte_range(), violation.end().byte_range());
        let place = Place {
            file: overriding.file,
            range: start + first.start..start + end.end,
        };
        let symbol = composition.name.to_string();
        let mut finding = Finding::new(violation.rule(), place, &symbol, &[]);
        finding.message = violation.message();
        finding.advise(violation.fix())
    };
    Some(violations.into_vec().into_iter().map(finding).collect())
}
