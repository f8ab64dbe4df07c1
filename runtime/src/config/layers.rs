//! The layers that values come from.

use std::ffi::OsString;
use std::fmt;
use std::format;
use std::fs;
use std::path::PathBuf;
use std::string::{String, ToString};
use std::vec::Vec;

use ::config::{FileFormat, Format, Map, Value};

/// Where values come from: each layer overrules those before it, and all of them the defaults.
///
/// Nothing is read before the layers are given to `load`.
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
    layers: Vec<Layer>,
}

#[derive(Clone)]
pub(super) enum Layer {
    File { path: PathBuf, optional: bool },
    Text(String),
    Variables(Vec<(OsString, OsString)>),
    Environment,
}

impl Layers {
    /// No layer: every value is a default.
    pub fn new() -> Self {
        Self::default()
    }

    /// A TOML file. One that does not exist is a mistake.
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

    /// A TOML file, if it exists.
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

    /// TOML that is no file.
    pub fn text(self, toml: impl Into<String>) -> Self {
        self.with(Layer::Text(toml.into()))
    }

    /// Variables that are not those of the environment. Of two with one name, the last holds.
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

    /// The variables of the environment of this process, as they are when the layers are read.
    pub fn environment(self) -> Self {
        self.with(Layer::Environment)
    }

    fn with(mut self, layer: Layer) -> Self {
        self.layers.push(layer);
        self
    }

    pub(super) fn into_vec(self) -> Vec<Layer> {
        self.layers
    }
}

/// What the layers are, without what is in them: that may be secret.
impl fmt::Debug for Layers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layers = self.layers.iter().enumerate();
        let shown = layers.map(|(index, layer)| layer.shown(index));
        formatter.write_str("Layers ")?;
        formatter.debug_list().entries(shown).finish()
    }
}

impl Layer {
    /// What a layer is called, given how many there are before it.
    pub(super) fn shown(&self, index: usize) -> String {
        match self {
            Self::File { path, .. } => format!("the file `{}`", path.display()),
            Self::Text(_) => format!("the text in layer {}", index + 1),
            Self::Variables(_) => format!("the variables in layer {}", index + 1),
            Self::Environment => "the environment".to_string(),
        }
    }

    /// What a variable of this layer is called; `None` if it has none.
    pub(super) fn shown_variable(&self, name: &str) -> Option<String> {
        match self {
            Self::File { .. } | Self::Text(_) => None,
            Self::Variables(_) => Some(format!("the variable `{name}`")),
            Self::Environment => Some(format!("the environment variable `{name}`")),
        }
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        match self {
            Self::File { .. } | Self::Text(_) => None,
            Self::Variables(variables) => {
                let last = variables.iter().rev().find(|(known, _)| known == name);
                last.map(|(_, value)| value.clone())
            }
            Self::Environment => std::env::var_os(name),
        }
    }

    /// The values of a TOML document, or what is wrong with it, as the end of a sentence.
    pub(super) fn document(&self) -> Result<Map<String, Value>, String> {
        match self {
            Self::Text(text) => parsed(text),
            Self::File { path, optional } => match fs::read_to_string(path) {
                Ok(text) => parsed(&text),
                Err(error) if *optional && error.kind() == std::io::ErrorKind::NotFound => {
                    Ok(Map::new())
                }
                Err(error) => Err(format!("cannot be read: {error}")),
            },
            Self::Variables(_) | Self::Environment => Ok(Map::new()),
        }
    }
}

fn parsed(text: &str) -> Result<Map<String, Value>, String> {
    FileFormat::Toml
        .parse(None, text)
        .map_err(|error| defect(&error.to_string()))
}

/// What the parser says about a document, without the line that it quotes: a secret may be on it.
///
/// The words are those of the crate `toml`: a line with the place, three lines with the quotation, and the
/// defect. Of a text in any other form nothing is passed on.
fn defect(error: &str) -> String {
    let mut lines = error.lines();
    let place = lines
        .next()
        .and_then(|line| line.strip_prefix("TOML parse error at "));
    let (Some(place), Some(marks)) = (place, lines.nth(2)) else {
        return "is not valid TOML, or holds an integer of more than 64 bits with a sign"
            .to_string();
    };
    if !marks.chars().all(|mark| " |^".contains(mark)) {
        return format!("is not valid TOML at {place}");
    }
    let defect: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    format!("is not valid TOML at {place}: {}", defect.join("; "))
}
