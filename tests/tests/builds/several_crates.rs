//! What a build of several crates is told, by cargo and by the linker.

use crate::fixtures::{cargo, workspace};

#[test]
fn the_linker_refuses_a_name_of_two_crates_and_names_both_files() {
    let workspace = workspace("duplicate-across-crates", "duplicate-across-crates");
    let (checked, messages) = cargo(&workspace, &["check"]);
    assert!(checked.status.success(), "{messages}");
    let (built, messages) = cargo(&workspace, &["build"]);
    assert!(!built.status.success(), "{messages}");
    let sentence = "ssot: component `Config` is defined twice";
    assert!(messages.contains(sentence), "{messages}");
    assert!(messages.contains("first/src/lib.rs"), "{messages}");
    assert!(messages.contains("second/src/lib.rs"), "{messages}");
}

#[test]
fn the_linker_refuses_generic_components_that_are_only_mentioned_and_a_merging_one_leaves_them_to_the_registry()
 {
    let workspace = workspace("duplicate-across-crates", "mentioned");
    let features = "named,pool";
    let sentence = "ssot: component `Pool` is defined twice";
    for profile in [&["build"][..], &["build", "--release"]] {
        let arguments = [profile, &["--features", features]].concat();
        let (built, messages) = cargo(&workspace, &arguments);
        assert!(!built.status.success(), "{messages}");
        assert!(messages.contains(sentence), "{messages}");
        // Without debug information, it names the libraries.
        assert!(messages.contains("libfirst-"), "{messages}");
        assert!(messages.contains("libsecond-"), "{messages}");
    }
    // Another linker, in its own words.
    let linked = ["rustc", "--release", "--package", "application"];
    let by_gnu = ["--features", features, "--", "-Clink-arg=-fuse-ld=bfd"];
    let (built, messages) = cargo(&workspace, &[&linked[..], &by_gnu].concat());
    assert!(!built.status.success(), "{messages}");
    let definition = format!(": multiple definition of `{sentence}'");
    assert!(messages.contains(&definition), "{messages}");
    assert!(messages.contains("/libfirst-"), "{messages}");
    assert!(messages.contains("/libsecond-"), "{messages}");
    let merging = [
        "run",
        "--release",
        "--config",
        "profile.release.lto = 'thin'",
    ];
    let (run, messages) = cargo(
        &workspace,
        &[&merging[..], &["--features", features]].concat(),
    );
    assert!(run.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&run.stdout);
    assert!(
        printed.contains("Pool of first\nPool of second\n"),
        "{printed}"
    );
    assert!(
        printed.contains("\nSSOT020: component `Pool` is defined 2 times"),
        "{printed}"
    );
    assert!(
        printed.contains("\nnot composed: SSOT020: component `Pool` is defined 2 times"),
        "{printed}"
    );
    let whole = [
        "build",
        "--release",
        "--config",
        "profile.release.lto = 'fat'",
    ];
    let (built, messages) = cargo(
        &workspace,
        &[&whole[..], &["--features", features]].concat(),
    );
    assert!(!built.status.success(), "{messages}");
    assert!(
        messages.contains("failed to load bitcode of module \"second-"),
        "{messages}"
    );
}

#[test]
fn names_that_differ_build_and_are_both_listed() {
    let workspace = workspace("duplicate-across-crates", "names-that-differ");
    let (run, messages) = cargo(&workspace, &["run", "--features", "named"]);
    assert!(run.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "host:80",
            "Config of first",
            "Quartz of first",
            "second::Config of second"
        ]
    );
}

#[test]
fn the_linker_refuses_a_sole_interface_of_two_crates_and_names_both_files() {
    let workspace = workspace("duplicate-across-crates", "sole-interface");
    let features = ["--features", "named,sundial"];
    let (checked, messages) = cargo(&workspace, &["check", features[0], features[1]]);
    assert!(checked.status.success(), "{messages}");
    let (built, messages) = cargo(&workspace, &["build", features[0], features[1]]);
    assert!(!built.status.success(), "{messages}");
    let sentence = "ssot: interface `Clock` is implemented twice";
    assert!(messages.contains(sentence), "{messages}");
    assert!(messages.contains("first/src/lib.rs"), "{messages}");
    assert!(messages.contains("second/src/lib.rs"), "{messages}");
}

#[test]
fn cargo_refuses_two_versions_of_the_runtime() {
    let workspace = workspace("two-versions", "two-versions");
    let (checked, messages) = cargo(&workspace, &["check"]);
    assert!(!checked.status.success(), "{messages}");
    assert!(
        messages.contains("links to the native library `ssot`"),
        "{messages}"
    );
    assert!(messages.contains("ssot v99.0.0"), "{messages}");
}

#[test]
fn a_dynamic_library_can_contain_a_component() {
    let workspace = workspace("dynamic-library", "dynamic-library");
    let (built, messages) = cargo(&workspace, &["build"]);
    assert!(built.status.success(), "{messages}");
    // A library for programs in Rust exports all of its functions, those that refuse calls among them.
    let (built, messages) = cargo(&workspace, &["rustc", "--lib", "--crate-type", "dylib"]);
    assert!(built.status.success(), "{messages}");
}

#[test]
fn the_linker_refuses_a_key_of_two_crates_until_one_of_them_has_another_name() {
    let workspace = workspace("key-across-crates", "key-across-crates");
    let (checked, messages) = cargo(&workspace, &["check"]);
    assert!(checked.status.success(), "{messages}");
    let (built, messages) = cargo(&workspace, &["build"]);
    assert!(!built.status.success(), "{messages}");
    let sentence = "ssot: config key `WS_TLS_PORT` has two owners";
    assert!(messages.contains(sentence), "{messages}");
    assert!(messages.contains("first/src/lib.rs"), "{messages}");
    assert!(messages.contains("second/src/lib.rs"), "{messages}");
    let merging = [
        "run",
        "--release",
        "--config",
        "profile.release.lto = 'thin'",
    ];
    let (run, messages) = cargo(&workspace, &merging);
    assert!(run.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&run.stdout);
    let both = "WS_TLS_PORT of first\nWS_TLS_PORT of second\n";
    assert!(printed.contains(both), "{printed}");
    let (run, messages) = cargo(&workspace, &["run", "--features", "prefixed"]);
    assert!(run.status.success(), "{messages}");
    let printed = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "TlsConfig { port: 443 } WsConfig { tls_port: None }",
            "SECOND_TLS_PORT of second",
            "WS_TLS_PORT of first"
        ]
    );
}

#[test]
fn an_interface_of_a_file_that_two_crates_of_a_package_contain_is_one_of_each() {
    let workspace = workspace("shared-file", "shared-file");
    for target in [&["--bins"][..], &["--test", "shared"]] {
        let (checked, messages) = cargo(&workspace, &[&["check"], target].concat());
        assert!(!checked.status.success(), "{messages}");
        let undeclared = "SSOT031: `Pipe` implements `EventSink` and does not declare it";
        assert!(messages.contains(undeclared), "{messages}");
    }
}
