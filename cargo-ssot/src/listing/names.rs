//! What a type or a trait that is written somewhere is called.
//!
//! Names are compared by their last segment: what a path means, only the modules of the crate can tell.

/// What points to one other type, which is the one that is meant.
const POINTERS: &[&str] = &["Arc", "Rc", "Box"];

/// The name that `written` refers to: the last segment of its path, seen through references, `dyn` and pointers, without
/// generic arguments and further bounds.
#[must_use]
pub fn referred(written: &str) -> &str {
    let mut rest = written.trim();
    loop {
        let before = rest;
        for prefix in ["&", "(", "mut ", "dyn ", "impl ", "for<"] {
            rest = match (prefix, rest.strip_prefix(prefix)) {
                (_, None) => rest,
                // The lifetimes of a higher-ranked bound.
                ("for<", Some(behind)) => {
                    behind.split_once('>').map_or(behind, |(_, behind)| behind)
                }
                (_, Some(behind)) => behind,
            }
            .trim_start();
        }
        if rest.starts_with('\'') {
            rest = rest.split_once(' ').map_or("", |(_, behind)| behind);
        }
        if rest == before {
            break;
        }
    }
    let end = rest
        .find(['<', '>', ' ', '+', '(', ')', ','])
        .unwrap_or(rest.len());
    let (path, behind) = rest.split_at(end);
    let path = path.trim_end_matches("::");
    let name = path.rsplit("::").next().unwrap_or(path);
    let name = name.strip_prefix("r#").unwrap_or(name);
    match behind.strip_prefix('<') {
        Some(argument) if POINTERS.contains(&name) => referred(argument),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::referred;

    #[test]
    fn the_last_segment_is_meant_behind_whatever_points_to_it() {
        for (written, name) in [
            ("EventBus", "EventBus"),
            ("::acme::bus::EventBus", "EventBus"),
            ("crate::Cache<K, Vec<V>>", "Cache"),
            ("Cache::<u8>", "Cache"),
            ("dyn EventSink + Send", "EventSink"),
            ("Arc<dyn crate::EventSink + Send>", "EventSink"),
            ("&'a mut std::sync::Arc<EventBus>", "EventBus"),
            ("dyn for<'a> Parser<'a>", "Parser"),
            ("&(dyn Sink + Send)", "Sink"),
            ("r#match::r#type", "type"),
            ("Größe", "Größe"),
            ("", ""),
            ("'static", ""),
        ] {
            assert_eq!(referred(written), name, "{written}");
        }
    }
}
