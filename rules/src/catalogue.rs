//! Every violation: code, title, message, reason and fix.
//!
//! A message and a fix are templates. `{word}` is filled in by whoever reports the violation;
//! `{Self}` stays as it is for the compiler, which fills it in for the rules it reports itself.

use core::fmt;

/// Who finds a violation, and so where its text appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reporter {
    /// One of the macros, as an error at the offending token.
    Macro,
    /// The compiler. Names chosen by the macros, or `#[diagnostic::on_unimplemented]`, carry the fix.
    Compiler,
    /// The compiler within a crate, the linker across crates, the registry at run time.
    Everyone,
    /// The registry, at run time.
    Registry,
}

impl fmt::Display for Reporter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Macro => "the macros",
            Self::Compiler => "the compiler",
            Self::Everyone => "the compiler, the linker and the registry",
            Self::Registry => "the registry",
        })
    }
}

/// What there is to say about one rule.
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
    pub reason: &'static str,
    /// What to write instead. A check that knows more about the case at hand says that.
    pub fix: &'static str,
    /// Who reports it.
    pub reporter: Reporter,
    /// How to recognise it where the compiler or the linker reports it, in words of its own.
    pub recognised_by: Option<&'static str>,
}

macro_rules! catalogue {
    (@optional) => { None };
    (@optional $text:literal) => { Some($text) };
    ($(
        $(#[$documentation:meta])*
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
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of their codes.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// What the catalogue says about this rule.
            #[must_use]
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$rule => &Entry {
                        code: $code,
                        title: $title,
                        message: $message,
                        reason: $reason,
                        fix: $fix,
                        reporter: Reporter::$reporter,
                        recognised_by: catalogue!(@optional $($recognised_by)?),
                    },)*
                }
            }
        }
    };
}

catalogue! {
    ConstructedDirectly = "SSOT001" by Compiler {
        title: "constructed outside its factory",
        message: "`{Self}` is constructed outside its factory",
        reason: "A second place that makes instances is a second place that can make them wrong: \
            without the validation, the sharing or the isolation that the factory gives.",
        fix: "call the function of the same name on `{Factory}`, which is the only way to make one",
        recognised_by: "E0277 where a constructor is called on its type; E0063, E0451 or `private fields` at a literal; E0061, E0423, E0603 or E0308 at a tuple or unit struct; E0382 or E0507 where one call of a constructor would make a second instance: call the factory for that one",
    }
    ConstructingDerive = "SSOT002" by Macro {
        title: "a derive that constructs",
        message: "deriving `{derive}` would make instances of `{item}` without its factory",
        reason: "The derived code contains a constructor that anyone can call.",
        fix: "remove the derive, and write a constructor in the `#[factory]` impl",
    }
    NoConstructor = "SSOT003" by Compiler {
        title: "no constructor",
        message: "this guarded type has no constructor",
        reason: "Nothing but the factory can make an instance, so without a constructor the type \
            cannot be used at all.",
        fix: "write `#[factory] impl Name { pub fn create(..) -> Self { Self { .. } } }`, or have it \
            generated from the fields with the argument `new`",
        recognised_by: "E0277 at the name of the struct",
    }
    ConstructorsTwice = "SSOT004" by Compiler {
        title: "constructors in two places",
        message: "`{Self}` gets its constructors from two places",
        reason: "A reader must find every way to make an instance in one place. `new` is one such \
            place, a `#[factory]` impl is another, and a second `#[factory]` impl a third.",
        fix: "keep one: either the argument `new`, or one `#[factory]` impl with all constructors",
        recognised_by: "E0119 about `ConstructedInOnePlace`",
    }
    NotGuardable = "SSOT005" by Macro {
        title: "an item that cannot be guarded",
        message: "`#[{attribute}]` cannot guard `{item}`, because {kind} can be constructed by naming it",
        reason: "The guard is a private field. The variants of an enum and the fields of a union \
            have no place for one that all of them share.",
        fix: "guard a struct around it: `#[{attribute}] pub struct {item}Guard({item});`",
    }
    NotAConstructor = "SSOT006" by Macro {
        title: "a function that cannot be a constructor",
        message: "`{function}` cannot be a constructor, because it {defect}",
        reason: "A function of a `#[factory]` impl receives the permission to make one instance, at \
            run time, from the factory. Whatever does not make an instance has no use for it.",
        fix: "write a function that takes no `self`, is neither `const`, `unsafe` nor `extern`, and returns `Self`, `Option<Self>` or `Result<Self, _>`; move anything else to a plain `impl`",
    }
    NotInAFactory = "SSOT007" by Macro {
        title: "something else among the constructors",
        message: "{kind} in a `#[factory]` impl, which holds constructors and nothing else",
        reason: "Everything in a `#[factory]` impl can make instances. Kept to constructors, it is \
            short enough to be reviewed.",
        fix: "move it to a plain `impl` of the same type",
    }
    WrongItem = "SSOT008" by Macro {
        title: "an attribute on the wrong item",
        message: "`#[{attribute}]` goes on {wanted}, and this is {found}",
        reason: "The attribute has a meaning for one kind of item only.",
        fix: "move the attribute to the item it is for, or remove it",
    }
    Transparent = "SSOT009" by Macro {
        title: "a transparent layout",
        message: "`{item}` is guarded and `repr(transparent)`, and the compiler allows only one of the two",
        reason: "The guard is a zero-sized field of another crate with private contents; rustc \
            phases such fields out of transparent types (rust-lang/rust#78586).",
        fix: "use `#[repr(C)]`: the guard takes no space, so the layout of a single field is the same",
    }
    ReservedName = "SSOT010" by Macro {
        title: "a reserved name",
        message: "`{name}` is reserved for the code that the macros generate",
        reason: "Code that names the guard itself could hand it on.",
        fix: "leave it out, or choose another name; the macro adds the guard to every `Self {{ .. }}` \
            and `Self(..)` of a constructor",
    }
    ConditionalParameter = "SSOT011" by Macro {
        title: "a conditional parameter",
        message: "parameter {position} of `{function}` is conditional",
        reason: "The factory passes its arguments on, and Rust has no conditional argument in a call.",
        fix: "write two functions, one under `#[cfg({condition})]` and one under `#[cfg(not({condition}))]`",
    }
    Unreadable = "SSOT012" by Macro {
        title: "an item that cannot be read",
        message: "`#[{attribute}]` cannot read this item: {cause}",
        reason: "The item is not valid Rust, or uses syntax that is newer than this version of the macros.",
        fix: "write the item as the Rust Reference has it, without unstable syntax",
    }
    NotGuarded = "SSOT013" by Compiler {
        title: "constructors of a type without a guard",
        message: "`{Self}` has a `#[factory]` impl and no guard",
        reason: "Without the guard, every module that sees the fields can make an instance past the factory.",
        fix: "write `#[factory_only]` or `#[ssot_component]` on the struct",
        recognised_by: "E0277, with E0425 for the factory that the guard would bring",
    }
    RepeatedAttribute = "SSOT014" by Macro {
        title: "an item that is annotated twice",
        message: "`#[{attribute}]` and `#[{other}]` on one item",
        reason: "Each of the two would guard the item, or move its constructors, once more.",
        fix: "keep one of them; `#[ssot_component]` does all that `#[factory_only]` does",
    }
    RepeatedConstructor = "SSOT015" by Macro {
        title: "two constructors of one name",
        message: "there is a constructor `{function}` already",
        reason: "A call could mean either of the two.",
        fix: "give one of the two another name, or put each under a `#[cfg(..)]` of its own",
    }
    DefinedTwice = "SSOT020" by Everyone {
        title: "defined twice",
        message: "component `{name}` is defined {count} times",
        reason: "Two definitions of one component drift apart, and every caller depends on which one \
            its import found.",
        fix: "delete all but one and import that, or give one its own name: `#[ssot_component(name = \"other::{name}\")]`",
        recognised_by: "E0428 about `__ssot_component_Name` within a crate, a duplicate symbol that says so across crates",
    }
    InvalidName = "SSOT021" by Macro {
        title: "a name that is none",
        message: "`{name}` is not a component name, because it {defect}",
        reason: "The name becomes a symbol that the compiler and the linker compare.",
        fix: "write identifiers joined by `::`, such as `name = \"acme::Config\"`",
    }
    CanonicalElsewhere = "SSOT022" by Compiler {
        title: "a canonical path that leads elsewhere",
        message: "the canonical path does not lead to the type that declares it",
        reason: "A canonical path that is wrong sends every reader to another type.",
        fix: "write the path under which this very type can be imported: `canonical = \"crate::module::Name\"`",
        recognised_by: "E0277 at the path, E0433 if it leads nowhere",
    }
    PackageTwice = "SSOT024" by Registry {
        title: "one package in several versions",
        message: "component `{name}` is linked from several versions of `{package}`: {versions}",
        reason: "Two versions of one package hold two copies of each of its components.",
        fix: "make every dependency agree on one version; `cargo tree --duplicates` shows who asks for which",
    }
    DeclaredNotImplemented = "SSOT030" by Compiler {
        title: "declared, not implemented",
        message: "`{Component}` declares an interface that it does not implement: `{Self}`",
        reason: "Whoever reads the declaration relies on it.",
        fix: "write the `impl` of the interface for `{Component}`, or remove it from `implements(..)`",
        recognised_by: "E0277 in the attribute; E0423 or E0425 if the trait is no `#[ssot_interface]`, or is unknown",
    }
    ImplementedNotDeclared = "SSOT031" by Compiler {
        title: "implemented, not declared",
        message: "`{Self}` implements an interface that it does not declare: `{Interface}`",
        reason: "The registry, the composition and every reader learn the interfaces of a component \
            from its declaration.",
        fix: "add the interface to `implements(..)` in the `#[ssot_component]` of `{Self}`; a type that is no \
            component may implement an interface that is `#[ssot_interface(open)]`",
        recognised_by: "E0277 at the type of the `impl`",
    }
    UnknownArgument = "SSOT040" by Macro {
        title: "an unknown argument",
        message: "`#[{attribute}]` has no argument `{argument}`",
        reason: "An argument that is ignored would be a rule that is not enforced.",
        fix: "write one of the arguments that the attribute has, or remove it",
    }
    RepeatedArgument = "SSOT041" by Macro {
        title: "an argument given twice",
        message: "`{argument}` is given twice",
        reason: "If the two differ, one of them is ignored.",
        fix: "remove one of the two",
    }
    MissingValue = "SSOT042" by Macro {
        title: "a value is missing",
        message: "`{argument}` needs a value",
        reason: "The argument means nothing by itself.",
        fix: "write `{usage}`",
    }
    WrongValue = "SSOT043" by Macro {
        title: "a value of the wrong kind",
        message: "`{argument}` takes {wanted}, and this is {found}",
        reason: "A value that cannot be understood would be a rule that is not enforced.",
        fix: "write `{usage}`",
    }
    NotAnArgument = "SSOT044" by Macro {
        title: "something that is no argument",
        message: "`#[{attribute}]` expects an argument here, and this is `{found}`",
        reason: "Arguments are names, with a value where they take one, separated by commas.",
        fix: "write one of the arguments that the attribute has",
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.entry().code)
    }
}

/// Fills the placeholders of a template. `{{` and `}}` stand for single braces.
///
/// A placeholder without a value stays as it is: the compiler fills in `{Self}` itself.
#[must_use]
pub fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            text.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        let Some(end) = rest.find('}').filter(|_| brace == "{") else {
            text.push_str(brace);
            continue;
        };
        match values.iter().find(|(name, _)| *name == &rest[..end]) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", &rest[..end], "}"]),
        }
        rest = &rest[end + 1..];
    }
    text + rest
}
