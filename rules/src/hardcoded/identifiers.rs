//! URLs that identify a namespace or a schema. Programs compare them, and do not connect to them.

use core::net::Ipv4Addr;

use super::host::is_private;

/// Hosts whose URLs identify vocabularies, schemas and namespaces.
const HOSTS: &[&str] = &[
    "json-schema.org",
    "purl.org",
    "schema.org",
    "spec.openapis.org",
    "www.w3.org",
    "w3id.org",
    "xmlns.com",
];

/// Labels of hosts, segments of paths and extensions that mark an identifier.
pub(super) const PARTS: &[&str] = &[
    "dtd",
    "dtds",
    "namespace",
    "namespaces",
    "ns",
    "rel",
    "schema",
    "schemas",
    "vocab",
    "xmlns",
    "xsd",
];

/// Keys of identifiers in JSON Schema, JSON-LD, XML and XML Schema.
const KEYS: &[&str] = &[
    "$id",
    "$schema",
    "@context",
    "@id",
    "@type",
    "@vocab",
    "targetNamespace",
    "xmlns",
];

/// First labels of hosts that programs connect to.
const SERVERS: &[&str] = &[
    "accounts", "api", "auth", "backend", "cdn", "db", "dev", "gateway", "graph", "grpc", "hub",
    "internal", "oauth", "rpc", "sso", "staging", "storage", "ws",
];

/// Whether the text of a URL alone marks it as an identifier.
///
/// By convention, namespaces use `http` without a port. Such a URL is an identifier if one of its segments says so,
/// or if it ends with `#`: the terms of a vocabulary are appended to that.
pub(super) fn is_identifier(url: &str) -> bool {
    let Some((scheme, behind)) = url.split_once("://") else {
        return false;
    };
    let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
    let (host, path) = behind.split_at(end);
    let host = host.to_ascii_lowercase();
    let mut parts = path.split(['?', '#']).next().unwrap_or(path).split('/');
    let is_mark = |part: &str| {
        let part = part.to_ascii_lowercase();
        part.rsplit('.')
            .next()
            .is_some_and(|end| PARTS.contains(&end))
    };
    HOSTS.contains(&host.as_str())
        || scheme.eq_ignore_ascii_case("http")
            && is_site(&host, host.contains([':', '@']))
            && (path.ends_with('#')
                || host.split('.').next().is_some_and(is_mark)
                || parts.any(is_mark))
}

/// Whether the value of a key is an identifier: `$schema`, `xmlns:svg`.
pub(super) fn is_key(key: &str) -> bool {
    KEYS.contains(&key) || key.starts_with("xmlns:")
}

/// Whether the text before a URL declares it as an identifier: `"$id": "…`, `xmlns="…`, `<!DOCTYPE html SYSTEM "…`.
pub(super) fn is_declared(before: &str) -> bool {
    let quotes = ['"', '\'', '\\'];
    let key = || {
        let before = before.trim_end_matches(quotes).trim_end();
        let before = before.strip_suffix(['=', ':'])?.trim_end();
        let before = before.trim_end_matches(quotes);
        before.rsplit([' ', '\t', '\n', '"', '\'', ',', '{']).next()
    };
    let in_doctype = || {
        let (_, inside) = before.rsplit_once("<!DOCTYPE")?;
        (!inside.contains(['[', '>'])).then_some(())
    };
    key().is_some_and(is_key) || in_doctype().is_some()
}

/// Whether a host is a public site, not a server of one's own.
pub(super) fn is_site(name: &str, has_port: bool) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    name.contains('.')
        && !has_port
        && !SERVERS.contains(&first)
        && !is_private(name)
        && name.parse::<Ipv4Addr>().is_err()
}
