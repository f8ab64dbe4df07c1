//! A workspace in a temporary folder, and what is in it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use cargo_ssot::testing::finding::Problem;
use cargo_ssot::testing::migrate::journal::{RolledBack, rollback};
use cargo_ssot::testing::migrate::transaction::{Applied, FileChange, apply};
use cargo_ssot::testing::migrate::verification::Verification;
use cargo_ssot::testing::workspace::{Package, Workspace};
use tempfile::TempDir;

pub(crate) struct Ground {
    folder: TempDir,
}

/// All that is in a folder: what each file holds or each link leads to, and who may do what with it.
pub(crate) type Tree = BTreeMap<PathBuf, (u32, Vec<u8>)>;

impl Ground {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let ground = Self {
            folder: TempDir::new().expect("there is room"),
        };
        for (path, text) in files {
            ground.write(path, text);
        }
        ground
    }

    /// In memory, where the system has a place for that: a kill is one there too, and nobody waits for a disk.
    pub(crate) fn in_memory() -> Self {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new());
        Self {
            folder: folder.expect("there is room"),
        }
    }

    /// With a manifest of one package.
    pub(crate) fn package(files: &[(&str, &str)]) -> Self {
        let ground = Self::new(files);
        let manifest =
            "[package]\nname = \"acme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
        ground.write("Cargo.toml", manifest);
        ground
    }

    pub(crate) fn path(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("it is there")
    }

    pub(crate) fn write(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }

    pub(crate) fn read(&self, path: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path().join(path)).expect("the file is there")
    }

    /// The workspace as its manifests have it.
    pub(crate) fn workspace(&self) -> Workspace {
        let manifest = self.path().join("Cargo.toml");
        if manifest.is_file() {
            let mut workspace = Workspace::find(Some(&manifest), &mut Vec::new());
            let workspace = workspace.as_mut().expect("it has one");
            // Whoever runs the tests may have said where builds go.
            workspace.target_directory = self.path().join("target");
            return Workspace {
                root: workspace.root.clone(),
                target_directory: workspace.target_directory.clone(),
                metadata: None,
                packages: std::mem::take(&mut workspace.packages),
            };
        }
        workspace(&self.path())
    }

    pub(crate) fn change(&self, path: &str, new: &str) -> FileChange {
        let path = PathBuf::from(path);
        let workspace = self.workspace();
        FileChange {
            path: self.path().join(&path),
            old: self.read(&path),
            new: new.to_owned(),
            package: workspace.package_of(&self.path().join(&path)).unwrap_or(0),
            shown: path,
        }
    }

    pub(crate) fn apply(&self, changes: &[FileChange]) -> Result<Applied, Box<Problem>> {
        apply(&self.workspace(), changes, Verification::None, &|_| {})
    }

    pub(crate) fn verified(&self, changes: &[FileChange]) -> Result<Applied, Box<Problem>> {
        apply(&self.workspace(), changes, Verification::Compiler, &|_| {})
    }

    pub(crate) fn rollback(&self) -> Result<RolledBack, Box<Problem>> {
        rollback(&self.workspace())
    }

    pub(crate) fn tree(&self) -> Tree {
        tree(&self.path())
    }
}

/// A workspace of one package, of which no manifest is read.
pub(crate) fn workspace(root: &Path) -> Workspace {
    Workspace {
        root: root.to_owned(),
        target_directory: root.join("target"),
        metadata: None,
        packages: vec![Package {
            name: "acme".to_owned(),
            version: String::new(),
            folder: root.to_owned(),
            targets: Vec::new(),
            dependencies: Vec::new(),
        }],
    }
}

/// Everything but what git, cargo and migrations keep.
pub(crate) fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            let below = path.strip_prefix(root).expect("it is below").to_owned();
            if [".ssot", ".git", "target", "Cargo.lock"]
                .map(Path::new)
                .contains(&below.as_path())
            {
                continue;
            }
            let metadata = path.symlink_metadata().expect("it is there");
            let content = if metadata.is_dir() {
                folders.push(path);
                Vec::new()
            } else if metadata.is_symlink() {
                let there = fs::read_link(path).expect("it is a link");
                there.as_os_str().as_bytes().to_owned()
            } else {
                fs::read(path).expect("it can be read")
            };
            tree.insert(below, (metadata.permissions().mode(), content));
        }
    }
    tree
}
