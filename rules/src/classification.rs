//! How violations are sorted: what they are about, how much can go wrong, how much work the fix is.
//!
//! It is written here for every rule, so that a new rule cannot be forgotten: the matches name them all.
//!
//! ```
//! use ssot_rules::Rule;
//! use ssot_rules::classification::{Category, Effort, Risk};
//!
//! let rule = Rule::DefinedTwice;
//! assert_eq!((rule.category(), rule.risk(), rule.effort()), (Category::Definition, Risk::High, Effort::Large));
//! assert_eq!(Category::ImportPath.word(), "import-path");
//! ```

use core::fmt;

use crate::catalogue::Rule;

/// What a violation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Category {
    /// Instances that another place than the factory makes.
    Construction,
    /// What is defined more than once.
    Definition,
    /// Types that are reached by several paths.
    ImportPath,
    /// Instances that everyone shares.
    GlobalState,
    /// Interfaces and who implements them.
    Interface,
    /// Test doubles.
    Mock,
    /// Dependencies, scopes and compositions.
    Composition,
    /// Addresses and configuration keys.
    Configuration,
    /// Attributes that are written wrongly, or missing.
    Annotation,
}

impl Category {
    /// Every category, in the order in which reports show them.
    pub const ALL: &'static [Self] = &[
        Self::Construction,
        Self::Definition,
        Self::ImportPath,
        Self::GlobalState,
        Self::Interface,
        Self::Mock,
        Self::Composition,
        Self::Configuration,
        Self::Annotation,
    ];

    /// The word in machine-readable output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Construction => "construction",
            Self::Definition => "definition",
            Self::ImportPath => "import-path",
            Self::GlobalState => "global-state",
            Self::Interface => "interface",
            Self::Mock => "mock",
            Self::Composition => "composition",
            Self::Configuration => "configuration",
            Self::Annotation => "annotation",
        }
    }
}

/// How much can go wrong at run time because of a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Risk {
    /// A reader is misled.
    Low,
    /// Two places can drift apart.
    Medium,
    /// State is split or validation is skipped.
    High,
    /// Users can see what belongs to others.
    Critical,
}

impl Risk {
    /// Every level, the highest first.
    pub const ALL: &'static [Self] = &[Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word in machine-readable output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// How much work the fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Effort {
    /// One line, without thinking.
    Small,
    /// One file.
    Medium,
    /// Several files, or a decision first.
    Large,
}

impl Effort {
    /// Every level, the smallest first.
    pub const ALL: &'static [Self] = &[Self::Small, Self::Medium, Self::Large];

    /// The word in machine-readable output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl Rule {
    /// What a violation of this rule is about.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::ConstructedDirectly
            | Self::ConstructingDerive
            | Self::NoConstructor
            | Self::ConstructorsTwice
            | Self::NotAConstructor
            | Self::NotInAFactory
            | Self::Transparent
            | Self::ReservedName
            | Self::ConditionalParameter
            | Self::RepeatedConstructor
            | Self::MadeInManyPlaces
            | Self::ExhaustivePattern => Category::Construction,
            Self::DefinedTwice
            | Self::InvalidName
            | Self::PackageTwice
            | Self::DefinedRepeatedly => Category::Definition,
            Self::CanonicalElsewhere
            | Self::MovedToNoComponent
            | Self::MovedImport
            | Self::MovedByAnotherPath
            | Self::ImportedByAnotherPath
            | Self::OldPath => Category::ImportPath,
            Self::GlobalInstance => Category::GlobalState,
            Self::DeclaredNotImplemented
            | Self::ImplementedNotDeclared
            | Self::ImplementedTwice
            | Self::SoleAndOpen => Category::Interface,
            Self::NotMockable | Self::MockallMissing | Self::HandwrittenMock => Category::Mock,
            Self::NotListed
            | Self::ShorterLived
            | Self::DependencyCycle
            | Self::ListedTwice
            | Self::InterfaceListedTwice
            | Self::AnotherScope
            | Self::ConstructorWithoutScope
            | Self::NotAContext
            | Self::NotAComponent
            | Self::NotInjectable
            | Self::NoneInjected
            | Self::UnusableResult
            | Self::SharedByValue
            | Self::MadeLater
            | Self::WarmsUpLater
            | Self::NotOpenedHere
            | Self::ListedAsUndeclared
            | Self::NotComposed
            | Self::NothingLeftOut
            | Self::NotACompositionItem
            | Self::NothingToOverride
            | Self::InputOfAContext
            | Self::ContextAsInput
            | Self::MisplacedGiven
            | Self::GivenElsewhere
            | Self::NothingGiven
            | Self::NotMade
            | Self::NoScopesOf => Category::Composition,
            Self::HardcodedAddress
            | Self::UnreasonedPermission
            | Self::StalePermission
            | Self::KeyOwnedTwice
            | Self::NotAConfiguration
            | Self::InvalidKey
            | Self::SecretShown
            | Self::ConditionalKey => Category::Configuration,
            Self::NotGuardable
            | Self::WrongItem
            | Self::Unreadable
            | Self::NotGuarded
            | Self::RepeatedAttribute
            | Self::EnforcedDifferently
            | Self::MisplacedDerive
            | Self::InvalidReplacement
            | Self::UnknownArgument
            | Self::RepeatedArgument
            | Self::MissingValue
            | Self::WrongValue
            | Self::NotAnArgument
            | Self::FeatureMissing
            | Self::NotAnnotated => Category::Annotation,
        }
    }

    /// How much can go wrong. A check that knows more about a case may say otherwise.
    #[must_use]
    pub const fn risk(self) -> Risk {
        match self.category() {
            Category::GlobalState | Category::Definition => match self {
                Self::InvalidName => Risk::Low,
                Self::GlobalInstance => Risk::Critical,
                _ => Risk::High,
            },
            Category::Construction | Category::Composition => match self {
                Self::ExhaustivePattern => Risk::Low,
                _ => Risk::High,
            },
            Category::Interface | Category::Mock => Risk::Medium,
            Category::Configuration => match self {
                Self::SecretShown => Risk::Critical,
                _ => Risk::Medium,
            },
            Category::ImportPath | Category::Annotation => Risk::Low,
        }
    }

    /// How much work the fix is. A check that knows more about a case may say otherwise.
    #[must_use]
    pub const fn effort(self) -> Effort {
        match self {
            Self::DefinedRepeatedly
            | Self::DefinedTwice
            | Self::GlobalInstance
            | Self::DependencyCycle
            | Self::PackageTwice => Effort::Large,
            Self::ImportedByAnotherPath
            | Self::OldPath
            | Self::ExhaustivePattern
            | Self::MovedByAnotherPath
            | Self::UnknownArgument
            | Self::RepeatedArgument
            | Self::MissingValue
            | Self::WrongValue
            | Self::NotAnArgument
            | Self::RepeatedAttribute
            | Self::StalePermission
            | Self::UnreasonedPermission
            | Self::ConstructingDerive
            | Self::MisplacedDerive => Effort::Small,
            _ => Effort::Medium,
        }
    }
}
