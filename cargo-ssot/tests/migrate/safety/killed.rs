//! A migration that is killed leaves each file as it was or as it is to be, and can be rolled back.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use cargo_ssot::testing::migrate::journal::rollback;
use cargo_ssot::testing::migrate::transaction::{FileChange, apply};
use cargo_ssot::testing::migrate::verification::Verification;

use super::ground::{Ground, Tree, tree, workspace};

/// Says in which folder, and what to do there.
const FOLDER: &str = "MIGRATE_SAFETY_FOLDER";
const ROLL_BACK: &str = "MIGRATE_SAFETY_ROLL_BACK";
/// What the child prints right before.
const READY: &str = "ready";
const FILES: usize = 40;

fn name(index: usize) -> PathBuf {
    format!("part{}/file{index}.rs", index % 4).into()
}

fn old(index: usize) -> String {
    // Of different lengths, and some with other ends of lines.
    let end = if index.is_multiple_of(3) {
        "\r\n"
    } else {
        "\n"
    };
    format!("pub fn number() -> usize {{ {index} }}{end}").repeat(index % 5 + 1)
}

fn new(index: usize) -> String {
    old(index).replace("number", "the_number_of_it")
}

fn changes(root: &Path) -> Vec<FileChange> {
    let changes = (0..FILES).map(|index| FileChange {
        path: root.join(name(index)),
        shown: name(index),
        package: 0,
        old: old(index),
        new: new(index),
    });
    changes.collect()
}

/// What is called in a process of its own, and killed there.
#[test]
fn child() {
    let Some(root) = env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    writeln!(std::io::stdout(), "{READY}").expect("somebody reads it");
    if env::var_os(ROLL_BACK).is_some() {
        rollback(&workspace(&root)).expect("there is one");
    } else {
        let applied = apply(
            &workspace(&root),
            &changes(&root),
            Verification::None,
            &|_| {},
        );
        assert_eq!(applied.expect("it can be").kept.len(), FILES);
    }
}

fn start(root: &Path, roll_back: bool) -> Child {
    let mut command = Command::new(env::current_exe().expect("it runs"));
    command
        .args([
            "--exact",
            "safety::killed::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if roll_back {
        command.env(ROLL_BACK, "");
    }
    let mut child = command.spawn().expect("it can be called");
    let output = child.stdout.take().expect("it is piped");
    let mut lines = BufReader::new(output).lines();
    let ready = lines
        .by_ref()
        .any(|line| line.is_ok_and(|line| line.contains(READY)));
    assert!(ready, "the child has begun");
    // What follows fits into a pipe that nobody reads, or fails to be written after the work.
    std::mem::forget(lines);
    child
}

/// How long it takes when nothing ends it.
fn duration(root: &Path, roll_back: bool) -> Duration {
    let mut child = start(root, roll_back);
    let start = Instant::now();
    assert!(child.wait().expect("it ends").success());
    start.elapsed()
}

/// A tenth of them where nobody asks for all.
fn kills() -> usize {
    match env::var_os("EXHAUSTIVE") {
        Some(_) => 500,
        None => 50,
    }
}

/// Numbers that look like nothing in particular, and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        limit.mul_f64(
            f64::from(u32::try_from(self.0 >> 32).expect("half of it")) / f64::from(u32::MAX),
        )
    }
}

fn kill_after(mut child: Child, wait: Duration) {
    std::thread::sleep(wait);
    child.kill().expect("it can be killed, or has ended");
    child.wait().expect("it has ended");
}

/// Waits until the first file is written, or the child has ended.
fn wait_for_the_first_file(mut child: Child, root: &Path) -> Child {
    let (first, written) = (root.join(name(0)), new(0));
    while fs::read(&first).is_ok_and(|text| text != written.as_bytes())
        && child.try_wait().expect("it is ours").is_none()
    {
        std::hint::spin_loop();
    }
    child
}

/// What was found after the kills.
#[derive(Debug, Default)]
struct Seen {
    nothing_written: usize,
    partly_written: usize,
    all_written: usize,
    without_journal: usize,
}

impl Seen {
    /// After a kill: nothing is torn, and there is a way back, which is gone.
    fn judge(&mut self, ground: &Ground, before: &Tree) {
        let root = ground.path();
        match assert_whole(before, &ground.tree()) {
            0 => self.nothing_written += 1,
            FILES => self.all_written += 1,
            _ => {
                self.partly_written += 1;
                let changes = changes(&root);
                let again = apply(&workspace(&root), &changes, Verification::None, &|_| {});
                let refused = again.expect_err("one was not ended");
                assert!(refused.help.contains("--rollback"), "{refused}");
            }
        }
        match rollback(&workspace(&root)) {
            Ok(done) => assert_eq!(done.problems, []),
            Err(problem) => {
                let nothing = problem.message.contains("no migration to roll back");
                assert!(nothing, "{problem}");
                self.without_journal += 1;
            }
        }
    }
}

fn ground() -> Ground {
    let ground = Ground::in_memory();
    for index in 0..FILES {
        ground.write(name(index), &old(index));
        let mode = [0o644, 0o600, 0o755][index % 3];
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(ground.path().join(name(index)), permissions).expect("it is ours");
    }
    ground
}

/// Each file is one of two, and nothing else is there. Says how many hold what they are to hold.
fn assert_whole(before: &Tree, now: &Tree) -> usize {
    let written = (0..FILES).filter(|index| {
        let (was, is) = (&before[&name(*index)], &now[&name(*index)]);
        assert_eq!(was.0, is.0, "permissions of {}", name(*index).display());
        let is_new = is.1 == new(*index).as_bytes();
        assert!(
            is_new || is.1 == was.1,
            "{} is whole",
            name(*index).display()
        );
        is_new
    });
    let written = written.count();
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(before), names(now));
    written
}

#[test]
fn a_kill_at_any_moment_leaves_whole_files_and_a_way_back() {
    let ground = ground();
    let root = ground.path();
    let before = ground.tree();
    let to_write = duration(&root, false);
    let to_restore = duration(&root, true);
    assert!(ground.tree() == before);
    let mut random = Random(0x5507);
    let mut seen = Seen::default();
    for kill in 0..kills() {
        // Every fourth one is killed on the way back.
        if kill % 4 == 3 {
            duration(&root, false);
            kill_after(start(&root, true), random.below(to_restore));
        } else {
            let child = start(&root, false);
            if kill.is_multiple_of(2) {
                // Files are written at the end, and fast: most of the time goes into keeping them before.
                let child = wait_for_the_first_file(child, &root);
                kill_after(child, random.below(to_write / 8));
            } else {
                kill_after(child, random.below(to_write));
            }
        }
        seen.judge(&ground, &before);
        assert!(tree(&root) == before, "after kill {kill}, of {seen:?}");
        assert!(
            rollback(&workspace(&root)).is_err(),
            "nothing is left of it"
        );
    }
    // Otherwise the moments were badly chosen.
    assert!(seen.partly_written > 0, "{seen:?}");
    assert!(seen.without_journal > 0, "{seen:?}");
}
