//! What the catalogue says about a rule, and how the list is written.

#[cfg(feature = "tools")]
use core::fmt;

/// Who finds a violation, and so where its text appears.
#[cfg(feature = "tools")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reporter {
    /// One of the macros, as an error at the offending token.
    Macro,
    /// The compiler. Names chosen by the macros, or `#[diagnostic::on_unimplemented]`, carry the fix.
    Compiler,
    /// One of the macros where it can tell, the compiler elsewhere.
    MacroOrCompiler,
    /// The compiler within a crate, the linker across crates, the registry at run time, and `cargo ssot check` in the
    /// sources of a workspace.
    Everyone,
    /// The registry, at run time.
    Registry,
    /// `cargo ssot check`, in sources that may not use the macros yet.
    Scan,
}

#[cfg(feature = "tools")]
impl fmt::Display for Reporter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Macro => "the macros",
            Self::Compiler => "the compiler",
            Self::MacroOrCompiler => "the macros and the compiler",
            Self::Everyone => "the compiler, the linker, the registry and `cargo ssot check`",
            Self::Registry => "the registry",
            Self::Scan => "`cargo ssot check`",
        })
    }
}

/// The texts of one rule.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The code: `SSOT` and three digits. It is never given to another rule.
    pub code: &'static str,
    /// A few words for lists and headings.
    pub title: &'static str,
    /// What is wrong, with which item.
    pub message: &'static str,
    /// Why it is refused.
    #[cfg(feature = "tools")]
    pub reason: &'static str,
    /// What to write instead. A check that knows more about a case replaces it.
    pub fix: &'static str,
    /// The tool that reports it.
    #[cfg(feature = "tools")]
    pub reporter: Reporter,
    /// How to recognise it, if the compiler or the linker reports it in its own words.
    #[cfg(feature = "tools")]
    pub recognised_by: Option<&'static str>,
}

macro_rules! catalogue {
    (@optional) => { None };
    (@optional $text:literal) => { Some($text) };
    ($(
        $(#[$condition:meta])*
        $rule:ident = $code:literal by $reporter:ident {
            title: $title:literal,
            message: $message:literal,
            reason: $reason:literal,
            fix: $fix:literal,
            $(recognised_by: $recognised_by:literal,)?
        }
    )*) => {
        /// A rule, named.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$condition])* #[doc = concat!("`", $code, "`: ", $title, ".")] $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of their codes.
            pub const ALL: &'static [Self] = &[$($(#[$condition])* Self::$rule,)*];

            /// What the catalogue says about this rule.
            #[must_use]
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $($(#[$condition])* Self::$rule => &Entry {
                        code: $code,
                        title: $title,
                        message: $message,
                        #[cfg(feature = "tools")]
                        reason: $reason,
                        fix: $fix,
                        #[cfg(feature = "tools")]
                        reporter: Reporter::$reporter,
                        #[cfg(feature = "tools")]
                        recognised_by: catalogue!(@optional $($recognised_by)?),
                    },)*
                }
            }
        }
    };
}
