//! The layers that values come from.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::format;
use std::fs;
use std::path::PathBuf;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::value::Dict;

use super::documents::Format;

/// The sources of the values: each layer overrides the layers before it, and all of them override the defaults.
///
/// Nothing is read until the layers are passed to `load`, which reads them each time.
///
/// ```
/// use ssot::config::Layers;
///
/// #[ssot::ssot_config(prefix = "CACHE")]
/// pub struct CacheConfig {
///     #[config(default = 60)]
///     pub seconds: u32,
///     #[config(default = 1024)]
///     pub entries: usize,
/// }
///
/// # fn main() -> Result<(), ssot::config::ConfigError> {
/// let application = || Layers::new().optional_file("cache.toml").environment();
/// # let _ = application;
/// let test = Layers::new()
///     .text("[cache]\nseconds = 5\nentries = 16")
///     .variables([("CACHE_SECONDS", "10")]);
/// let config = CacheConfigFactory::load(test)?;
/// assert_eq!((config.seconds, config.entries), (10, 16));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use = "layers are read by `load`"]
pub struct Layers {
    stack: Vec<Layer>,
    profile: Option<String>,
    foreign: Vec<String>,
}

#[derive(Clone)]
enum Layer {
    File { path: PathBuf, optional: bool },
    Text(Format, String),
    Variables(Vec<(OsString, OsString)>),
    Environment,
    Read(Content),
}

/// What a layer gives.
#[derive(Clone)]
pub(super) enum Content {
    /// The tables of a document, and what the document is called.
    Document(Dict, String),
    /// What one of the variables is called, and all of them. A value is `None` if it is not Unicode.
    Variables(&'static str, BTreeMap<String, Option<String>>),
    /// What is wrong with it.
    Unreadable(String),
}

impl Layers {
    /// No layer: every value is a default.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. A file that does not exist is an error.
    ///
    /// A name that ends in `.json` is JSON and needs the feature `json`. One that ends in `.yaml` or `.yml` is YAML and
    /// needs the feature `yaml`. All others are TOML.
    ///
    /// ```
    /// # #[ssot::ssot_config(prefix = "CACHE")]
    /// # pub struct CacheConfig {
    /// #     #[config(default = 60)]
    /// #     pub seconds: u32,
    /// # }
    /// use ssot::config::{Layers, ProblemKind};
    ///
    /// # fn main() {
    /// let layers = Layers::new().file("/a/file/that/does/not/exist.toml");
    /// let error = CacheConfigFactory::load(layers).expect_err("it does not exist");
    /// assert_eq!(error.problems()[0].kind, ProblemKind::Unreadable);
    /// # }
    /// ```
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        self.with(Layer::File {
            path,
            optional: false,
        })
    }

    /// Adds a file if it exists. The format depends on the name, as in [`file`](Self::file).
    ///
    /// ```
    /// # #[ssot::ssot_config(prefix = "CACHE")]
    /// # pub struct CacheConfig {
    /// #     #[config(default = 60)]
    /// #     pub seconds: u32,
    /// # }
    /// use ssot::config::Layers;
    ///
    /// # fn main() -> Result<(), ssot::config::ConfigError> {
    /// let layers = Layers::new().optional_file("/a/file/that/does/not/exist.toml");
    /// assert_eq!(CacheConfigFactory::load(layers)?.seconds, 60);
    /// # Ok(())
    /// # }
    /// ```
    pub fn optional_file(self, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        self.with(Layer::File {
            path,
            optional: true,
        })
    }

    /// Adds TOML that is not in a file.
    pub fn text(self, toml: impl Into<String>) -> Self {
        self.document(Format::Toml, toml)
    }

    /// Adds a document that is not in a file.
    pub fn document(self, format: Format, text: impl Into<String>) -> Self {
        self.with(Layer::Text(format, text.into()))
    }

    /// Adds variables that are not in the environment. If two have the same name, the last one is used.
    pub fn variables<N, V>(self, variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        let variables = variables.into_iter();
        self.with(Layer::Variables(
            variables
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        ))
    }

    /// Adds the environment variables of this process, as they are when the layers are read.
    pub fn environment(self) -> Self {
        self.with(Layer::Environment)
    }

    /// Selects a profile: in each document, `[profile.NAME]` overrides the values outside it.
    ///
    /// At least one document must have the profile, which may be empty. So a misspelt name is an error.
    ///
    /// ```
    /// # #[ssot::ssot_config(prefix = "CACHE")]
    /// # pub struct CacheConfig {
    /// #     pub seconds: u32,
    /// # }
    /// use ssot::config::Layers;
    ///
    /// # fn main() -> Result<(), ssot::config::ConfigError> {
    /// let file = "
    ///     [cache]
    ///     seconds = 5
    ///     [profile.production.cache]
    ///     seconds = 600
    ///     [profile.development]
    /// ";
    /// let seconds = |profile| {
    ///     let layers = Layers::new().profile(profile).text(file);
    ///     CacheConfigFactory::load(layers).map(|config| config.seconds)
    /// };
    /// assert_eq!((seconds("development")?, seconds("production")?), (5, 600));
    /// let error = seconds("prodution").expect_err("there is no such profile").to_string();
    /// assert!(error.contains("did you mean `production`?"), "{error}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Names variables that start with the prefix of a configuration and belong to another program. They are not
    /// reported as unknown. A name that ends in `*` is a prefix.
    ///
    /// ```
    /// # #[ssot::ssot_config(prefix = "CACHE")]
    /// # pub struct CacheConfig {
    /// #     #[config(default = 60)]
    /// #     pub seconds: u32,
    /// # }
    /// use ssot::config::Layers;
    ///
    /// # fn main() {
    /// // Kubernetes sets it for a service with the name `cache`.
    /// let layers = Layers::new().variables([("CACHE_SERVICE_HOST", "10.0.0.7")]);
    /// assert!(CacheConfigFactory::load(layers.clone()).is_err());
    /// assert!(CacheConfigFactory::load(layers.foreign_variables(["CACHE_SERVICE_*"])).is_ok());
    /// # }
    /// ```
    pub fn foreign_variables<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.foreign.extend(names.into_iter().map(Into::into));
        self
    }

    fn with(mut self, layer: Layer) -> Self {
        self.stack.push(layer);
        self
    }

    pub(super) fn selected_profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    pub(super) fn is_foreign(&self, variable: &str) -> bool {
        self.foreign
            .iter()
            .any(|name| match name.strip_suffix('*') {
                Some(start) => variable.starts_with(start),
                None => variable == name,
            })
    }

    /// What the layers give now.
    pub(super) fn read(&self) -> Vec<Content> {
        let layers = self.stack.iter().enumerate();
        layers.map(|(index, layer)| layer.read(index)).collect()
    }

    /// The layers as they are now, whatever happens to the files.
    pub(super) fn as_read(&self) -> Self {
        let stack = self.read().into_iter().map(Layer::Read).collect();
        let (profile, foreign) = (self.profile.clone(), self.foreign.clone());
        Self {
            stack,
            profile,
            foreign,
        }
    }
}

/// What the layers are, without what is in them: that may be secret.
impl fmt::Debug for Layers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layers = self.stack.iter().enumerate();
        let shown = layers.map(|(index, layer)| layer.shown(index));
        formatter.write_str("Layers ")?;
        formatter.debug_list().entries(shown).finish()
    }
}

impl Layer {
    /// What a layer is called, given how many there are before it.
    fn shown(&self, index: usize) -> String {
        match self {
            Self::File { path, .. } => format!("the file `{}`", path.display()),
            Self::Text(..) => format!("the text in layer {}", index + 1),
            Self::Variables(_) => format!("the variables in layer {}", index + 1),
            Self::Environment => "the environment".to_string(),
            Self::Read(_) => format!("layer {}", index + 1),
        }
    }

    fn read(&self, index: usize) -> Content {
        let shown = self.shown(index);
        let document = match self {
            Self::Text(format, text) => format.parse(text),
            Self::File { path, optional } => match fs::read_to_string(path) {
                Ok(text) => Format::of(path).parse(&text),
                Err(error) if *optional && error.kind() == std::io::ErrorKind::NotFound => {
                    Ok(Dict::new())
                }
                Err(error) => Err(format!("cannot be read: {error}")),
            },
            Self::Variables(variables) => {
                let variables = variables.iter().cloned();
                return Content::Variables("the variable", by_name(variables));
            }
            Self::Read(content) => return content.clone(),
            Self::Environment => {
                return Content::Variables(
                    "the environment variable",
                    by_name(std::env::vars_os()),
                );
            }
        };
        match document {
            Ok(document) => Content::Document(document, shown),
            Err(defect) => Content::Unreadable(format!("{shown} {defect}")),
        }
    }
}

/// A name that is not Unicode is the name of no key.
fn by_name(
    variables: impl Iterator<Item = (OsString, OsString)>,
) -> BTreeMap<String, Option<String>> {
    variables
        .filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            // Windows does not tell them apart.
            let name = if cfg!(windows) {
                name.to_ascii_uppercase()
            } else {
                name
            };
            Some((name, value.into_string().ok()))
        })
        .collect()
}
