//! rustc compares errors in order to report equal ones once, and in an incremental build it tells more of them apart.

use crate::fixtures::{cargo, workspace};

/// A second build, of what the first one has kept, says the same.
#[test]
fn one_mistake_is_one_error_in_an_incremental_build() {
    let package = workspace("incremental", "incremental");
    let kept = package.join("kept").display().to_string();
    let incremental = format!("incremental={kept}");
    for build in ["first", "second"] {
        let arguments = ["rustc", "--profile", "check", "--", "-C", &incremental];
        let (output, messages) = cargo(&package, &arguments);
        assert!(!output.status.success());
        let errors = messages.lines().filter(|line| line.starts_with("error["));
        let mut errors: Vec<_> = errors
            .filter_map(|line| line.split_once("SSOT"))
            .map(|(_, behind)| &behind[..3])
            .collect();
        errors.sort_unstable();
        assert_eq!(
            errors,
            ["001", "003", "050", "058", "065"],
            "{build}: {messages}"
        );
    }
}
