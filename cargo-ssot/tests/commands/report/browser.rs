//! The page in a browser, where there is one.

#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use super::page::{hostile, page};
use super::workspace::Workspace;

/// The first browser on the PATH that starts. Without one, the test says that it proves nothing.
fn browser(test: &str) -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let starts = |name: &&&str| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|version| version.status.success())
    };
    let found = names.iter().find(starts);
    if found.is_none() {
        // Not by a macro, whose output is shown of failed tests only.
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no Chromium on the PATH");
    }
    found.copied()
}

/// What a page has become once it is loaded.
fn dom(browser: &str, page: &Path) -> String {
    let profile = tempfile::tempdir().expect("a folder");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--allow-file-access-from-files",
            "--virtual-time-budget=2000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("it starts");
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(dom.contains("</body>"), "{error}");
    dom
}

#[test]
fn names_are_text_in_a_browser() {
    let Some(browser) = browser("names_are_text_in_a_browser") else {
        return;
    };
    let workspace = hostile();
    page(&workspace);
    // The address of a page in a folder of that name would have to be escaped.
    let plain = Workspace::named("plain");
    fs::copy(
        workspace.root.join("out/index.html"),
        plain.root.join("index.html"),
    )
    .expect("a copy");
    let dom = dom(browser, &plain.root.join("index.html"));
    assert!(
        dom.contains("&lt;script&gt;alert(1)&lt;/script&gt;.rs"),
        "{dom}"
    );
    assert!(dom.contains("&lt;img src=x onerror=alert(2)&gt;"), "{dom}");
    for element in ["<script", "<img", "<b>"] {
        assert!(!dom.contains(element), "{element}");
    }
}

#[test]
fn a_phone_needs_no_scrolling_to_the_side() {
    let Some(browser) = browser("a_phone_needs_no_scrolling_to_the_side") else {
        return;
    };
    let workspace = Workspace::of_two(3, 0);
    let long = format!(
        "web/src/{0}/{0}/{0}.rs",
        "a_module_with_a_name_that_is_too_long_for_a_line"
    );
    workspace.write(long, super::workspace::FINDING);
    page(&workspace);
    let frame = r"<iframe id='f' src='out/index.html' style='width:375px;height:5000px;border:0'></iframe><p id='p'></p>
        <script>f.onload = () => { p.textContent = 'width ' + f.contentDocument.documentElement.scrollWidth + ';'; }</script>";
    workspace.write("frame.html", frame);
    let dom = dom(browser, &workspace.root.join("frame.html"));
    let width = dom
        .split("width ")
        .find_map(|rest| rest.split_once(';')?.0.parse::<u32>().ok());
    let width = width.unwrap_or_else(|| panic!("{dom}"));
    assert!((1..=375).contains(&width), "{width}");
}

#[test]
fn filters_need_no_script() {
    let Some(browser) = browser("filters_need_no_script") else {
        return;
    };
    let workspace = Workspace::of_two(3, 2);
    workspace.write(
        "ssot.toml",
        "[components]\nnames = [\"Wallet\"]\n[judged]\n\"address *\" = { verdict = \"component\" }\n",
    );
    workspace.write(
        "web/src/lib.rs",
        "use std::sync::OnceLock;\npub struct Wallet(u8);\nstatic WALLET: OnceLock<Wallet> = OnceLock::new();\n",
    );
    page(&workspace);
    let frame = r"<iframe id='f' src='out/index.html' style='width:900px;height:5000px;border:0'></iframe><p id='p'></p>
        <script>f.onload = () => {
            const shown = () => [...f.contentDocument.querySelectorAll('.findings li')].filter(li => li.offsetHeight > 0).length;
            const all = shown();
            f.contentDocument.getElementById('risk-critical').checked = true;
            const critical = shown();
            p.textContent = 'shown ' + all + ' ' + critical + ';';
        }</script>";
    workspace.write("frame.html", frame);
    let dom = dom(browser, &workspace.root.join("frame.html"));
    assert!(dom.contains("shown 4 1;"), "{dom}");
}
