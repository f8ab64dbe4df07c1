//! The findings one by one, for the page.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use ssot_rules::classification::{Category, Risk};

use crate::escape::escape_control;
use crate::git::{self, Git};
use crate::outcome::{Outcome, Reported};
use crate::paths;
use crate::scan::Scan;

/// How many characters of a line of code are shown.
const WIDEST: usize = 160;

/// A finding as a reader of the page sees it.
#[derive(Debug)]
pub struct Listed {
    pub code: &'static str,
    pub title: &'static str,
    pub risk: Risk,
    pub category: Category,
    pub message: String,
    /// The item that it is about.
    pub symbol: String,
    /// Where it is, from the root of the workspace on.
    pub path: String,
    /// The same as a part of an address.
    pub address: String,
    pub line: usize,
    pub text: String,
    /// Where it is in the repository, if that can be seen in a browser.
    pub web: Option<String>,
    pub excused: bool,
}

pub(super) fn of(outcome: &Outcome<'_>) -> Vec<Listed> {
    let remote = Remote::find(outcome.scan);
    let mut listed: Vec<_> = outcome
        .reported
        .iter()
        .map(|reported| one(outcome.scan, reported, remote.as_ref()))
        .collect();
    listed.sort_by_cached_key(|one| (one.excused, Reverse(one.risk), one.path.clone(), one.line));
    listed
}

fn one(scan: &Scan, reported: &Reported<'_>, remote: Option<&Remote>) -> Listed {
    let finding = reported.finding;
    let file = scan.file(finding);
    let line = file.position(finding.place.range.start).line;
    let text: String = escape_control(file.line(line).trim())
        .chars()
        .take(WIDEST)
        .collect();
    Listed {
        code: finding.rule.entry().code,
        title: finding.rule.entry().title,
        risk: finding.risk,
        category: finding.category(),
        message: escape_control(&finding.message),
        symbol: escape_control(&finding.symbol),
        path: escape_control(&paths::text(&file.shown)),
        address: paths::address(&file.shown),
        web: remote.map(|remote| remote.address(&file.shown, line)),
        line,
        text,
        excused: reported.suppression.is_some(),
    }
}

/// A repository that can be seen in a browser.
struct Remote {
    /// Up to the path of a file.
    files: String,
    /// The folder of the workspace in it.
    folder: PathBuf,
}

impl Remote {
    fn find(scan: &Scan) -> Option<Self> {
        let root = &scan.workspace.root;
        let git = Git::at(root).without_hooks();
        let said = |arguments: &[&str]| {
            let output = git.objects(arguments).ok()?;
            let line = String::from_utf8(git::line(&output).to_vec()).ok()?;
            (!line.is_empty()).then_some(line)
        };
        let site = site(&said(&["config", "--get", "remote.origin.url"])?)?;
        let commit = said(&["rev-parse", "HEAD"])?;
        let top = git.top().ok()?;
        let folder = std::fs::canonicalize(root).ok()?;
        let folder = folder.strip_prefix(std::fs::canonicalize(top).ok()?).ok()?;
        let files = if site.contains("gitlab") {
            format!("{site}/-/blob/{commit}")
        } else {
            format!("{site}/blob/{commit}")
        };
        Some(Self {
            files,
            folder: folder.to_owned(),
        })
    }

    fn address(&self, shown: &Path, line: usize) -> String {
        let path = paths::address(&self.folder.join(shown));
        format!("{}/{path}#L{line}", self.files)
    }
}

/// The address of a repository's page: `https://github.com/acme/shop` of `git@github.com:acme/shop.git`. A name and a password
/// in it are left out.
fn site(remote: &str) -> Option<String> {
    let rest = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.to_owned(),
        Some(_) => return None,
        None => {
            let (host, path) = remote.split_once(':')?;
            format!("{host}/{path}")
        }
    };
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let path = path.trim_end_matches('/').trim_end_matches(".git");
    let is_host = host.contains('.')
        && host
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
    let is_path = !path.is_empty()
        && path.chars().all(|letter| {
            letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '/' | '~')
        });
    (is_host && is_path).then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn the_page_of_a_repository_is_told_from_its_remote() {
        let shop = Some("https://github.com/acme/shop".to_owned());
        for remote in [
            "https://github.com/acme/shop.git",
            "https://user:token@github.com/acme/shop",
            "git@github.com:acme/shop.git",
            "ssh://git@github.com:22/acme/shop.git",
        ] {
            assert_eq!(site(remote), shop, "{remote}");
        }
        for remote in [
            "/srv/shop.git",
            "../shop",
            "file:///srv/shop",
            "https://github.com/\"><b>",
            "C:\\shop",
        ] {
            assert_eq!(site(remote), None, "{remote}");
        }
    }
}
