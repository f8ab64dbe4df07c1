//! `cargo ssot init` prepares a workspace, and destroys nothing in it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use cargo_ssot::testing::settings::Settings;
use ssot_rules::Rule;

const FILES: [&str; 5] = [
    "ssot.toml",
    ".githooks/pre-commit",
    ".pre-commit-hooks.yaml",
    ".github/workflows/ssot.yml",
    ".vscode/settings.json",
];

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status();
    assert!(status.expect("git runs").success());
}

/// A package, in a repository if that is wanted.
fn workspace(repository: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let manifest = "[package]\nname = 'acme'\nversion = '1.0.0'\nedition = '2024'\n\n[workspace]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("it can be written");
    fs::create_dir(folder.path().join("src")).expect("it can be made");
    fs::write(folder.path().join("src/lib.rs"), "").expect("it can be written");
    if repository {
        git(folder.path(), &["init", "--quiet"]);
    }
    folder
}

fn init(folder: &Path, arguments: &[&str]) -> (Output, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .arg("init")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    let (shown, notices) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{shown}{notices}");
    (output, shown, notices)
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the file is there")
}

#[test]
fn everything_is_shown_and_written_once() {
    let folder = workspace(true);
    let (_, shown, notices) = init(folder.path(), &[]);
    for path in FILES {
        assert!(shown.contains(&format!("create {path}\n")), "{shown}");
        for line in read(folder.path(), path).lines() {
            assert!(shown.contains(&format!("+{line}\n")), "{path}: {line}");
        }
    }
    assert!(
        notices.contains("git config core.hooksPath .githooks"),
        "{notices}"
    );
    assert!(notices.contains("`cargo ssot baseline`"), "{notices}");

    fs::write(folder.path().join("ssot-baseline.txt"), "").expect("it can be written");
    let (_, again, notices) = init(folder.path(), &[]);
    assert!(!notices.contains("`cargo ssot baseline`"), "{notices}");
    for path in FILES {
        assert!(
            again.contains(&format!("{path} is as it should be\n")),
            "{again}"
        );
    }
    assert!(!again.contains("create"), "{again}");
}

#[test]
fn a_dry_run_shows_the_same_and_writes_nothing() {
    let folder = workspace(true);
    let (_, shown, _) = init(folder.path(), &["--dry-run"]);
    for path in FILES {
        assert!(!folder.path().join(path).exists(), "{path}");
    }
    let (_, written, _) = init(folder.path(), &[]);
    assert_eq!(shown, written);
}

#[test]
fn what_is_there_is_overwritten_by_force_only() {
    let folder = workspace(true);
    let own = "[score]\ngoal = 90\n";
    fs::write(folder.path().join("ssot.toml"), own).expect("it can be written");

    let (_, shown, notices) = init(folder.path(), &[]);
    assert!(
        shown.contains("ssot.toml exists and is left alone\n"),
        "{shown}"
    );
    assert!(notices.contains("--force"), "{notices}");
    assert_eq!(read(folder.path(), "ssot.toml"), own);

    let (_, shown, _) = init(folder.path(), &["--force"]);
    assert!(shown.contains("overwrite ssot.toml\n"), "{shown}");
    assert!(
        shown.contains("-goal = 90\n"),
        "what is lost is shown: {shown}"
    );
    assert_ne!(read(folder.path(), "ssot.toml"), own);
}

#[test]
fn the_settings_of_an_editor_are_never_overwritten() {
    let folder = workspace(true);
    let own = "{\n  // mine\n  \"editor.rulers\": [100],\n}\n";
    fs::create_dir(folder.path().join(".vscode")).expect("it can be made");
    fs::write(folder.path().join(".vscode/settings.json"), own).expect("it can be written");

    let (_, _, notices) = init(folder.path(), &["--force"]);
    assert_eq!(read(folder.path(), ".vscode/settings.json"), own);
    let line = "\"rust-analyzer.check.overrideCommand\": [\"cargo\", \"ssot\",";
    assert!(notices.contains(line), "{notices}");

    let with_it = own.replace(
        "[100],",
        "[100],\n  \"rust-analyzer.check.overrideCommand\": [],",
    );
    fs::write(folder.path().join(".vscode/settings.json"), with_it).expect("it can be written");
    let (_, _, notices) = init(folder.path(), &[]);
    assert!(!notices.contains("overrideCommand"), "{notices}");
}

#[test]
fn parts_can_be_chosen() {
    let folder = workspace(true);
    let (_, _, notices) = init(folder.path(), &["--only", "settings,editor"]);
    let present = FILES.map(|path| folder.path().join(path).exists());
    assert_eq!(present, [true, false, false, false, true]);
    assert!(notices.is_empty(), "{notices}");
}

#[test]
fn without_a_repository_there_is_no_hook() {
    let folder = workspace(false);
    let (_, shown, notices) = init(folder.path(), &[]);
    assert!(!shown.contains("githooks"), "{shown}");
    assert!(!folder.path().join(".githooks").exists());
    assert!(notices.contains("not a git repository"), "{notices}");
    assert!(folder.path().join("ssot.toml").exists());
}

#[test]
fn from_a_folder_below_it_writes_to_the_root() {
    let folder = workspace(true);
    let (_, _, _) = init(&folder.path().join("src"), &[]);
    assert!(folder.path().join("ssot.toml").exists());
    assert!(!folder.path().join("src/ssot.toml").exists());
}

#[test]
fn a_workspace_within_a_repository_is_told_where_hooks_and_workflows_belong() {
    let outer = tempfile::tempdir().expect("a folder can be made");
    git(outer.path(), &["init", "--quiet"]);
    let inner = outer.path().join("backend");
    fs::rename(workspace(false).keep(), &inner).expect("it can be moved");
    let (_, _, notices) = init(&inner, &[]);
    assert!(
        notices.contains("core.hooksPath backend/.githooks"),
        "{notices}"
    );
    assert!(notices.contains("GitHub reads workflows"), "{notices}");
}

#[test]
fn other_hooks_are_not_turned_off_without_a_word() {
    let folder = workspace(true);
    git(folder.path(), &["config", "core.hooksPath", "hooks"]);
    let (_, _, notices) = init(folder.path(), &["--only", "hook"]);
    assert!(
        notices.contains("git looks for hooks in hooks"),
        "{notices}"
    );
    git(folder.path(), &["config", "core.hooksPath", ".githooks"]);
    let (_, _, notices) = init(folder.path(), &["--only", "hook"]);
    assert!(notices.is_empty(), "it is turned on already: {notices}");
}

#[cfg(unix)]
#[test]
fn modes_and_links_are_what_a_user_expects() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = workspace(true);
    init(folder.path(), &[]);
    let mode = |path: &str| {
        let metadata = fs::metadata(folder.path().join(path)).expect("the file is there");
        metadata.permissions().mode() & 0o777
    };
    // Everyone may read it whom the user's mask lets.
    fs::write(folder.path().join("plain"), "").expect("it can be written");
    assert_eq!(mode("ssot.toml"), mode("plain"));
    assert_eq!(mode(".githooks/pre-commit") & 0o100, 0o100);

    let shared = folder.path().join("shared.toml");
    fs::write(&shared, "").expect("it can be written");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).expect("it is ours");
    fs::remove_file(folder.path().join("ssot.toml")).expect("it is ours");
    symlink(&shared, folder.path().join("ssot.toml")).expect("a link can be made");
    init(folder.path(), &["--force"]);
    let linked = fs::symlink_metadata(folder.path().join("ssot.toml"));
    assert!(linked.expect("it is there").is_symlink());
    assert!(read(folder.path(), "shared.toml").contains("[rules]"));
    assert_eq!(mode("shared.toml"), 0o640);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_where_links_lead_out_of_the_repository() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder can be made");
    let file = outside.path().join("file");
    fs::write(&file, "not ours").expect("it can be written");
    let missing = outside.path().join("missing");
    for (link, target) in [
        (".githooks", outside.path()),
        (".github", outside.path()),
        (".vscode", outside.path()),
        ("ssot.toml", &file),
        ("ssot.toml", &missing),
    ] {
        let folder = workspace(true);
        symlink(target, folder.path().join(link)).expect("a link can be made");
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
            .args(["init", "--force"])
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{link}: {errors}");
        assert!(errors.contains("a link leads"), "{link}: {errors}");
        assert!(!folder.path().join(".pre-commit-hooks.yaml").exists());
        let there: Vec<_> = fs::read_dir(outside.path()).expect("it is ours").collect();
        assert_eq!(there.len(), 1, "{link}: {there:?}");
        let text = fs::read_to_string(&file).expect("it is there");
        assert_eq!(text, "not ours", "{link}");
    }
}

#[test]
fn a_file_that_is_no_text_is_an_error_and_nothing_is_written() {
    let folder = workspace(true);
    fs::write(folder.path().join("ssot.toml"), [0xff, 0xfe]).expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-ssot"))
        .args(["init", "--force"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("error: ssot.toml: "), "{errors}");
    assert!(!folder.path().join(".vscode").exists());
}

/// The file with the settings of which only the default is shown.
fn uncommented(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => setting,
        _ => line,
    });
    lines.map(|line| line.to_owned() + "\n").collect()
}

fn problems(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let settings = Settings::parse(Path::new("/workspace"), text, &mut problems);
    for rule in Rule::ALL {
        assert!(settings.reports(*rule), "{rule}: the default is shown");
    }
    problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect()
}

#[test]
fn the_settings_can_be_read_as_they_are_and_with_every_setting_made() {
    let folder = workspace(true);
    init(folder.path(), &["--only", "settings"]);
    let text = read(folder.path(), "ssot.toml");
    assert_eq!(problems(&text), Vec::<String>::new());
    assert_eq!(problems(&uncommented(&text)), Vec::<String>::new());
}

/// What an unknown setting could have been, as the error about it says.
fn known(table: &str) -> Vec<String> {
    let heading = if table.is_empty() {
        String::new()
    } else {
        format!("[{table}]\n")
    };
    let messages = problems(&format!("{heading}no-setting-at-all = 1\n"));
    let (_, expected) = messages[0]
        .split_once("expected")
        .expect("it says what it expected");
    let names = expected.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

#[test]
fn every_setting_is_shown() {
    let folder = workspace(true);
    init(folder.path(), &["--only", "settings"]);
    let text = read(folder.path(), "ssot.toml");
    let text = uncommented(&text);
    let shown: toml::Table = text.parse().expect("it is TOML");
    for name in known("") {
        let value = shown
            .get(&name)
            .unwrap_or_else(|| panic!("`{name}` is not shown"));
        if let Some(table) = value.as_table() {
            for inner in known(&name) {
                assert!(table.contains_key(&inner), "`{name}.{inner}` is not shown");
            }
        }
    }
}

#[test]
fn the_hook_that_this_project_offers_is_the_one_that_is_written() {
    let folder = workspace(true);
    init(folder.path(), &["--only", "hook"]);
    let offered = fs::read_to_string("../.pre-commit-hooks.yaml").expect("the file is there");
    assert_eq!(read(folder.path(), ".pre-commit-hooks.yaml"), offered);
}

#[test]
fn the_workflow_installs_the_version_that_wrote_it() {
    let folder = workspace(true);
    init(folder.path(), &["--only", "workflow"]);
    let workflow = read(folder.path(), ".github/workflows/ssot.yml");
    let version = concat!("--version =", env!("CARGO_PKG_VERSION"), "\n");
    assert!(workflow.contains(version), "{workflow}");
    assert!(!workflow.contains("@VERSION"), "{workflow}");
}

/// What a file calls must be a call that the program understands.
#[test]
fn every_call_in_the_files_is_understood() {
    use clap::Parser as _;
    let folder = workspace(true);
    init(folder.path(), &[]);
    let mut calls = 0;
    for path in FILES {
        let text = read(folder.path(), path).replace("\", \"", " ");
        let found = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        for (_, call) in found.filter_map(|line| line.split_once("cargo ssot check -")) {
            let end = call.find(['"', '>']).unwrap_or(call.len());
            let words = format!("cargo ssot check -{}", &call[..end]);
            let parsed =
                cargo_ssot::testing::commands::Cargo::try_parse_from(words.split_whitespace());
            if let Err(error) = parsed {
                panic!("{path}: `{words}`: {error}");
            }
            calls += 1;
        }
    }
    assert_eq!(calls, 5);
}
