//! Texts, scanned as the files of a workspace.

use std::path::PathBuf;

use cargo_ssot::testing::scan::Scan;
use cargo_ssot::testing::settings::Settings;
use cargo_ssot::testing::syntax::SourceFile;
use cargo_ssot::testing::workspace::{Package, Target, TargetKind, Workspace};

use crate::compared::is_compared;

/// The codes of the compared rules that are broken in the files of two packages, all of which parse. The first package
/// depends on the second, by the name `prelude`.
pub(crate) fn codes(first: &[&str], second: &[&str]) -> Vec<&'static str> {
    let root = PathBuf::from("/workspace");
    let packages = ["first", "prelude"].map(|name| Package {
        name: name.to_owned(),
        version: String::new(),
        folder: root.join(name),
        targets: vec![Target {
            name: name.to_owned(),
            kind: TargetKind::Library,
            root: root.join(name).join("src/lib.rs"),
        }],
        dependencies: match name {
            "first" => vec![("prelude".to_owned(), 1)],
            _ => Vec::new(),
        },
    });
    let mut files = Vec::new();
    for (package, (name, texts)) in [("first", first), ("prelude", second)]
        .into_iter()
        .enumerate()
    {
        for (index, text) in texts.iter().enumerate() {
            let file = ["lib.rs", "port.rs", "other.rs", "third.rs"][index];
            let path = root.join(name).join("src").join(file);
            let (file, problem) = SourceFile::new(path.clone(), path, package, (*text).to_owned());
            assert_eq!(problem, None, "{text}");
            files.push(file);
        }
    }
    let workspace = Workspace {
        target_directory: root.join("target"),
        metadata: None,
        root: root.clone(),
        packages: packages.into(),
    };
    let settings = Settings::parse(&root, "", &mut Vec::new());
    let scan = Scan::of_files(workspace, settings, files, Vec::new());
    let compared = scan.findings().filter(|finding| is_compared(finding.rule));
    compared.map(|finding| finding.rule.entry().code).collect()
}
