//! The rules, in the order of their codes.

use super::entry::Entry;
#[cfg(feature = "tools")]
use super::entry::Reporter;

catalogue! {
    ConstructedDirectly = "SSOT001" by Compiler {
        title: "constructed outside its factory",
        message: "`{Self}` is constructed outside its factory",
        reason: "A second place that makes instances is a second place that can make them wrong: \
            without the validation, the sharing or the isolation that the factory gives.",
        fix: "call the function of the same name on `{Factory}`, which is the only way to make one",
        recognised_by: "E0277 where a constructor is called on its type; E0063, E0451 or `private fields` at a \
            literal; E0061, E0423, E0603 or E0308 at a tuple or unit struct; E0382 or E0507 where an instance would be used twice: call the \
            factory for the second one",
    }
    ConstructingDerive = "SSOT002" by Macro {
        title: "a derive that constructs",
        message: "deriving `{derive}` would make instances of `{item}` without its factory",
        reason: "The derived code contains a constructor that anyone can call.",
        fix: "remove the derive, and write a constructor in the `#[factory]` impl",
    }
    NoConstructor = "SSOT003" by Compiler {
        title: "no constructor",
        message: "`{Component}` has no constructor",
        reason: "Nothing but the factory can make an instance, so without a constructor the type \
            cannot be used at all.",
        fix: "write `#[factory] impl {Component} { pub fn create(..) -> Self { Self { .. } } }`, or have it \
            generated from the fields with the argument `new`",
        recognised_by: "E0277 at the name of the struct",
    }
    ConstructorsTwice = "SSOT004" by Compiler {
        title: "constructors in two places",
        message: "`{Self}` gets its constructors from two places",
        reason: "A reader must find every way to make an instance in one place. `new` is one such \
            place, a `#[factory]` impl is another, and a second `#[factory]` impl a third.",
        fix: "keep one: either the argument `new`, or one `#[factory]` impl with all constructors",
        recognised_by: "E0119 about `ConstructorsStandHere`",
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
        reason: "The functions of a `#[factory]` impl move to the factory, and their literals make instances. A \
            function that returns no instance does not belong there.",
        fix: "write a function that takes no `self` and returns something that holds `Self`; move anything \
            else to a plain `impl`",
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
        reason: "Code that can name the guard could pass it on.",
        fix: "leave it out, or choose another name; the macro adds the guard to every `Self {{ .. }}` \
            and `Self(..)` of a constructor",
    }
    ConditionalParameter = "SSOT011" by Macro {
        title: "a conditional parameter",
        message: "parameter {position} of `{function}` is conditional",
        reason: "A generated constructor, and one that only warns, pass their arguments on, and Rust has no \
            conditional argument in a call.",
        fix: "write two functions, one under `#[cfg({condition})]` and one under `#[cfg(not({condition}))]`",
    }
    Unreadable = "SSOT012" by Macro {
        title: "an item that cannot be read",
        message: "`#[{attribute}]` cannot read this item: {cause}",
        reason: "The item is not valid Rust, or uses syntax that this version of the macros does not know.",
        fix: "write the place in another way: with parentheses, in more steps, without unstable syntax",
    }
    NotGuarded = "SSOT013" by Compiler {
        title: "constructors of a type without a guard",
        message: "`{Self}` has a `#[factory]` impl and no guard",
        reason: "Without the guard, every module that sees the fields can make an instance without the factory.",
        fix: "write `#[factory_only]` or `#[ssot_component]` on the struct",
        recognised_by: "E0425 about `NameFactory`, the factory that the guard would bring, and E0560 or E0061 at each literal",
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
        fix: "give one of the two another name, or put each under a different `#[cfg(..)]`",
    }
    EnforcedDifferently = "SSOT016" by Compiler {
        title: "a struct and a factory of different enforcement",
        message: "only one of a struct and its `#[factory]` impl says `enforce = \"warn\"`",
        reason: "The constructors are generated differently for a struct with a guard and for one without.",
        fix: "write the same word on both: `enforce = \"warn\"` while there are callers to change, and nothing or \
            `enforce = \"deny\"` afterwards",
        recognised_by: "E0063 or E0061 at the literals of the impl where only that says `warn`, and E0560 or E0061 where only the struct \
            does",
    }
    InvalidReplacement = "SSOT017" by Macro {
        title: "an invalid `replaces`",
        message: "`{replaced}` cannot be replaced by a constructor: {defect}",
        reason: "Calls written this way become calls of the constructor, so it has to be clear which calls those are, and \
            what each argument becomes.",
        fix: "write on the constructor what it replaces: `#[factory(replaces = \"{Self}::new\")]`, or \
            `#[factory(replaces = \"{Self} {{ field }}\")]` with its parameters as the fields",
    }
    MisplacedDerive = "SSOT018" by Macro {
        title: "a derive on the wrong side",
        message: "{reader} has to stand below the attribute that guards `{item}`",
        reason: "It matches every field of the struct, and above the attribute it does not see the one that the attribute adds.",
        fix: "write it below that attribute, by this name",
    }
    DefinedTwice = "SSOT020" by Everyone {
        title: "defined twice",
        message: "component `{name}` is defined {count} times",
        reason: "Two definitions of one component drift apart, and every caller depends on which one \
            its import found.",
        fix: "delete all but one and import that, or give one its own name: `#[ssot_component(name = \
            \"other::{name}\")]`",
        recognised_by: "E0428 about `SSOT020_component_Name_..` within a crate, a duplicate symbol that says so \
            across crates",
    }
    InvalidName = "SSOT021" by Macro {
        title: "an invalid component name",
        message: "`{name}` is not a component name, because it {defect}",
        reason: "The name becomes a symbol that the compiler and the linker compare.",
        fix: "write identifiers joined by `::`, such as `name = \"acme::Config\"`",
    }
    CanonicalElsewhere = "SSOT022" by Compiler {
        title: "a canonical path that leads elsewhere",
        message: "the canonical path leads to `{Self}`, not to `{Component}`",
        reason: "A canonical path that is wrong sends every reader to another type.",
        fix: "write the path that `{Component}` is imported by: `canonical = \"crate::module::Name\"`",
        recognised_by: "E0277 at the path, E0433 if it leads nowhere",
    }
    MovedToNoComponent = "SSOT023" by MacroOrCompiler {
        title: "moved to something without a canonical path",
        message: "`{target}` is not a component with a canonical path",
        reason: "The deprecation note is the path that the component states, so the two cannot disagree.",
        fix: "write the path on the component, `#[ssot_component(canonical = \"crate::module::Name\")]`; if it is an \
            alias or another type, name the component itself, as the type of the alias, in the result of the function, or as `#[moved(to = \
            crate::module::Name)]`",
        recognised_by: "`cannot find macro` about the name of the target as well, where its path does not start with \
            `crate::`",
    }
    PackageTwice = "SSOT024" by Registry {
        title: "one package in several versions",
        message: "component `{name}` is linked from several versions of `{package}`: {versions}",
        reason: "Two versions of one package hold two copies of each of its components.",
        fix: "make every dependency agree on one version; `cargo tree --duplicates` shows which package requires which",
    }
    MovedImport = "SSOT025" by Macro {
        title: "`#[moved]` on an import",
        message: "`#[moved]` has no effect on an import, because rustc ignores `#[deprecated]` there",
        reason: "Users of the old path would never learn of the new one.",
        fix: "write an alias instead: `#[moved] pub type OldName = crate::module::Name;`",
    }
    MovedByAnotherPath = "SSOT026" by Macro {
        title: "moved to a path that is not the canonical one",
        message: "`{target}` leads to a component whose canonical path is `{canonical}`",
        reason: "The note of the old item would name one path and the component another.",
        fix: "write `{canonical}`",
    }
    DeclaredNotImplemented = "SSOT030" by Compiler {
        title: "declared, not implemented",
        message: "`{Component}` declares `{Interface}` and does not implement it",
        reason: "Readers of the declaration rely on it.",
        fix: "write `impl {Interface} for {Component}`, or remove `{Interface}` from `implements(..)`",
        recognised_by: "E0277 in the attribute, also if the trait is not an interface; E0432 if there is no such trait",
    }
    ImplementedNotDeclared = "SSOT031" by Compiler {
        title: "implemented, not declared",
        message: "`{Self}` implements `{Interface}` and does not declare it",
        reason: "The registry, the composition and every reader learn the interfaces of a component \
            from its declaration.",
        fix: "add `implements({Interface})` to the `#[ssot_component]` of `{Self}`; if `{Self}` is not a component, write \
            `#[ssot_interface(open)]` on the trait, or `#[ssot_interface(mock)]` for a test double",
        recognised_by: "E0277 at the type of the `impl`",
    }
    ImplementedTwice = "SSOT032" by Everyone {
        title: "a sole interface that is implemented twice",
        message: "interface `{name}` is implemented by {count} components",
        reason: "`sole` promises callers that there is exactly one implementation.",
        fix: "remove the interface from `implements(..)` of all components but one, or `sole` from the interface",
        recognised_by: "E0428 about `SSOT032_interface_Name_..` within a crate, a duplicate symbol that says so across \
            crates; E0428 about `SSOT032_two_sole_interfaces_are_named_Name_..` if two interfaces have the name: give \
            one its own, `sole = \"other::Name\"`; E0080 if another macro of the interface's name is imported",
    }
    NotMockable = "SSOT033" by Macro {
        title: "an interface without a mock",
        message: "`{interface}` has no mock: {cause}",
        reason: "The mock is generated from the trait alone.",
        fix: "say it in the trait or in `mock(..)`, or remove `mock` and hand-write the double",
    }
    MockallMissing = "SSOT034" by Compiler {
        title: "a mock without `mockall`",
        message: "`#[ssot_interface(mock)]` needs the crate `mockall`",
        reason: "`mockall::automock` generates the mock. It exists in tests only, so the crate that has the tests depends \
            on `mockall`.",
        fix: "run `cargo add --dev mockall`; with `mock = \"feature\"`, also add it as an optional dependency that the \
            feature turns on. Do not rename it: the generated code refers to `::mockall`",
        recognised_by: "E0433 at the word `mock`: `mockall` cannot be found; E0425 about the mock follows",
    }
    SoleAndOpen = "SSOT035" by Macro {
        title: "an interface that is sole and open",
        message: "an interface is either `sole` or `open`",
        reason: "An open interface may be implemented by types that are not components, and those are not counted.",
        fix: "remove one of the two",
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
        title: "not an argument",
        message: "`#[{attribute}]` expects an argument here, and this is `{found}`",
        reason: "Arguments are names, with a value where they take one, separated by commas.",
        fix: "write one of the arguments that the attribute has",
    }
    NotListed = "SSOT050" by Compiler {
        title: "a dependency that is not listed",
        message: "`{Needer}` needs `{Self}`, which `{Composition}` does not list",
        reason: "A composition is the whole application: nothing makes what it does not list.",
        fix: "list it in `{Composition}`: a component in `singletons`, `transients` or `context(..)`, what a function makes \
            as `Type = function`, an interface behind the component that implements it as in `Component as dyn \
            Interface`, anything else in `inputs`; for an `Option` it can be in `left_out`; a context is asked for by its \
            scope, as `&Scope<..>`, and an interface as `Arc<dyn Interface>` or `&dyn Interface`, not in a `Box`",
        recognised_by: "E0277 at the component that needs it, or at the call of `get`",
    }
    ShorterLived = "SSOT051" by Compiler {
        title: "a dependency that does not live as long",
        message: "`{Needer}` needs `{T}`, which exists only in a scope of `{Self}`",
        reason: "A component that outlives the context would hand one user's instance to the next.",
        fix: "ask for `{T}` in a scope of its context, and list what needs it there; or pass it to the function \
            that uses it",
        recognised_by: "E0277 at the component that needs it, or at the call of `get`",
    }
    DependencyCycle = "SSOT052" by Compiler {
        title: "components that need one another",
        message: "a component cannot be made before itself: {cycle}",
        reason: "Each of them would have to exist before the others can be made.",
        fix: "move what two of them share into a third component, or pass it to the function that uses it",
        recognised_by: "E0080 at the first component of the cycle",
    }
    ListedTwice = "SSOT053" by MacroOrCompiler {
        title: "listed twice",
        message: "`{composition}` lists `{entry}` twice",
        reason: "The second entry would make a second instance of the same component.",
        fix: "remove one of the two",
        recognised_by: "E0119 about `ListsOnce`, where the two are written differently",
    }
    InterfaceListedTwice = "SSOT054" by MacroOrCompiler {
        title: "two components for one interface",
        message: "`{one}` and `{other}` are both listed as `{interface}`",
        reason: "A request for the interface could mean either of them.",
        fix: "keep `as {interface}` on one of them, and ask for the other one by its type",
        recognised_by: "E0119 about `ListsOnce`, where the interface is written in two ways",
    }
    AnotherScope = "SSOT055" by Compiler {
        title: "listed in another scope than declared",
        message: "`{Component}` declares `scope = {Scope}`, and is listed in another section",
        reason: "The declaration says who may share an instance. A composition that overrules it would share \
            between users what was written for one.",
        fix: "move `{Component}` to the section of its scope: `singletons`, `transients` or `context(..)` with \
            the declared context, or change its `scope = ..`",
        recognised_by: "E0277 at the component",
    }
    ConstructorWithoutScope = "SSOT056" by Compiler {
        title: "a constructor without its scope",
        message: "`{Component}` belongs to a `{Context}`, and this constructor does not take `&Scope<{Context}>` \
            first",
        reason: "A scope exists only for a validated context. A constructor without one makes instances that belong \
            to no user.",
        fix: "write `&Scope<{Context}>` as the first parameter, or declare another `scope`",
        recognised_by: "E0277 at the first parameter, or at the name of a constructor without any",
    }
    NotAContext = "SSOT057" by Compiler {
        title: "a type that is not a context",
        message: "`{Self}` is not a context",
        reason: "A context identifies the user an instance belongs to, and refuses users who may not have one.",
        fix: "write `impl ssot::Context for {Self}`, with an id and a `validate`",
        recognised_by: "E0277 in `scope = context(..)`, or in `context(..)` of a composition",
    }
    NotAComponent = "SSOT058" by Compiler {
        title: "an entry that is not a component",
        message: "`{Self}` is not a component with a constructor",
        reason: "A composition makes each component that it lists by calling its constructor.",
        fix: "write `#[ssot_component]` on the struct and `#[factory]` on the impl with its constructor, or list \
            it in `inputs` and give it to `new`; in an override, `=> input {Self}` does that",
        recognised_by: "E0277 at the entry",
    }
    NotInjectable = "SSOT059" by MacroOrCompiler {
        title: "a constructor that no composition can call",
        message: "`{Self}` has a constructor that no composition can call",
        reason: "A composition passes on what it lists: components, interfaces and inputs. It cannot choose generic \
            arguments, and it owns no other value that it could lend.",
        fix: "write a constructor that the composition sees, such as a `pub` one, that takes `Arc<T>`, `&T` or inputs by value, at \
            most 16 of them, has no generic parameters, and returns `Self`, `Box<Self>`, `Option<Self>` or `Result<Self, _>`; \
            mark it with `#[inject]`",
        recognised_by: "E0277 at the entry",
    }
    NoneInjected = "SSOT060" by Compiler {
        title: "several constructors and none marked",
        message: "`{Self}` has several constructors, and a composition does not know which one to call",
        reason: "The composition would have to guess, and guess again when a constructor is added.",
        fix: "write `#[inject]` on the constructor that compositions call",
        recognised_by: "E0277 at the entry",
    }
    UnusableResult = "SSOT061" by Compiler {
        title: "a result that a composition cannot use",
        message: "the constructor of `{T}` returns `{Self}`, which is neither `{T}` nor an error to report",
        reason: "The error of a failing constructor is passed on to the caller that asked for the component, \
            whatever its type.",
        fix: "implement `std::error::Error` for the error, which has to be `Send`, `Sync` and `'static`, or \
            return `{T}`, `Box<{T}>`, `Option<{T}>` or a `Result` with such an error",
        recognised_by: "E0277 at the entry",
    }
    SharedByValue = "SSOT062" by Compiler {
        title: "a shared component by value",
        message: "`{Needer}` takes `{T}` by value, and it is shared",
        reason: "All components that need it share one instance, so none of them can own it.",
        fix: "take `Arc<{T}>` or `&{T}`, or list `{T}` in `transients`",
        recognised_by: "E0277 at the component that takes it",
    }
    MadeLater = "SSOT063" by Compiler {
        title: "an `async` component without `await`",
        message: "`{T}` is made by an `async` constructor, or needs a component that is",
        reason: "The constructor waits for something, and `get` would have to block the thread until then.",
        fix: "write `get_async().await`; what `make` makes, `make_async(..).await`",
        recognised_by: "E0277 at the call of `get`",
    }
    WarmsUpLater = "SSOT064" by Compiler {
        title: "`async` components warmed up without `await`",
        message: "a component of this scope is made by an `async` constructor, or needs one that is",
        reason: "The constructor waits for something, and `warm_up` would have to block the thread until then.",
        fix: "write `warm_up_async().await`",
        recognised_by: "E0277 at the call of `warm_up`",
    }
    NotOpenedHere = "SSOT065" by Compiler {
        title: "a scope that is not opened here",
        message: "`{Composition}` cannot open a scope of `{Self}` from a scope of `{Outer}`",
        reason: "A scope within another one sees what that one shares, so it is opened from there.",
        fix: "call `scope` on the scope around it, or list `context({Self})` in the composition, within the context \
            of the scope that it is opened from",
        recognised_by: "E0277 at the call of `scope`",
    }
    ListedAsUndeclared = "SSOT066" by Compiler {
        title: "listed as an interface that it does not declare",
        message: "`{Component}` is listed as an interface that it does not declare: `{Self}`",
        reason: "Callers that ask for the interface rely on the declaration.",
        fix: "add the interface to `implements(..)` of `{Component}`, with its `impl`, or remove it from the list",
        recognised_by: "E0277 at `dyn Interface`; E0423 or E0425 if the trait is not an `#[ssot_interface]`, or is \
            unknown",
    }
    NotComposed = "SSOT067" by Registry {
        title: "linked and not composed",
        message: "component `{name}` is linked, and `{composition}` neither lists it nor leaves it out",
        reason: "A component that no composition lists is either forgotten or dead code.",
        fix: "list it in the composition, or name it there: `left_out {{ \"{name}\" }}`",
    }
    NothingLeftOut = "SSOT068" by Registry {
        title: "nothing to leave out",
        message: "`{composition}` leaves out `{entry}`, which is not the name of a component in this binary",
        reason: "An unused entry would hide the next component of that name.",
        fix: "remove it from `left_out`",
    }
    NotACompositionItem = "SSOT069" by Macro {
        title: "something else in a composition",
        message: "this composition cannot be read: {cause}",
        reason: "An entry that cannot be parsed would be missing from the application.",
        fix: "write `pub struct App {{ inputs {{ Config }} singletons {{ Bus, Metrics as dyn Sink }} \
            context(UserContext) {{ Session }} }}`",
    }
    NothingToOverride = "SSOT070" by Macro {
        title: "an override of an unlisted component",
        message: "`{composition}` does not list `{entry}`",
        reason: "An override that replaces nothing leaves the test with the real component.",
        fix: "name one of its entries as it is listed there: {entries}",
    }
    InputOfAContext = "SSOT071" by Compiler {
        title: "a user's component as an input",
        message: "`{Component}` belongs to a `{Context}`, and is an input of the whole application",
        reason: "All users of the application share the inputs of `new`.",
        fix: "list `{Component}` in `context({Context})`, where each scope gets its own",
        recognised_by: "E0080 at the input; an error of `new`, where it stands for a parameter of the composition",
    }
    ContextAsInput = "SSOT072" by Compiler {
        title: "a context as an input",
        message: "the context `{Context}` is an input of the whole application",
        reason: "All users would share the context of one, and nothing would have validated it.",
        fix: "remove it from `inputs`, make it a section, `context({Context})`, and take `&Scope<{Context}>` where the user \
            is needed",
        recognised_by: "E0080 at the input",
    }
    MisplacedGiven = "SSOT073" by MacroOrCompiler {
        title: "`#[given]` where nothing is given",
        message: "`#[given]` {defect}",
        reason: "The caller of `make` gives these values, and a composition makes a component by one constructor.",
        fix: "write `#[given]` on a parameter of the constructor that compositions call",
        recognised_by: "E0277 at the parameter, where the type is not a component",
    }
    GivenElsewhere = "SSOT074" by Compiler {
        title: "a component of given parameters that is not made by `make`",
        message: "`{Self}` has `#[given]` parameters, which only a call of `make` gives",
        reason: "A composition knows what it lists. A value from the caller is known where the component is made, each \
            time anew, so it cannot be shared, and other components cannot depend on it.",
        fix: "list `{Self}` in `makes`, and call `make::<{Self}>((..,))` on a scope where it is needed; or remove `#[given]`",
        recognised_by: "E0277 at the entry, or where it is asked for",
    }
    NothingGiven = "SSOT075" by Compiler {
        title: "`makes` without a given parameter",
        message: "`{Needer}` is listed in `makes`, and its constructor has no `#[given]` parameter",
        reason: "Code that needs it can ask for it, and does not have to make it.",
        fix: "list `{Needer}` in `singletons`, `transients` or `context(..)`; or write `#[given]` on the parameters of its \
            constructor that callers of `make` give",
        recognised_by: "E0277 at the entry",
    }
    NotMade = "SSOT076" by Compiler {
        title: "`make` of what is not listed for it",
        message: "`{Composition}` does not list `{Self}` in `makes`",
        reason: "A component that `make` makes is part of the application too, so the composition lists it.",
        fix: "list `{Self}` in `makes {{ .. }}` of `{Composition}`; what has no `#[given]` parameters is asked for by `get`",
        recognised_by: "E0277 at the call of `make`",
    }
    NoScopesOf = "SSOT077" by Compiler {
        title: "a context that a composition does not have",
        message: "`{Composition}` does not open scopes for a `{Self}`",
        reason: "A component of a context exists only where the composition opens scopes for that context.",
        fix: "list `context({Self}) {{ .. }}` in `{Composition}`",
        recognised_by: "E0277 where the context is named",
    }
    HardcodedAddress = "SSOT080" by MacroOrCompiler {
        title: "a hard-coded address",
        message: "{kind} is hard-coded: `{found}`",
        reason: "The address is the same wherever the code runs: tests call the real service, and moving the \
            service takes a new build.",
        fix: "take it from configuration, as a field of an `#[ssot_config]` struct or as a parameter; to keep it here, \
            permit it on the item: `#[no_hardcoded(allow(\"..\", reason = \"..\"))]`",
        recognised_by: "E0080 at a literal in a constructor of an `#[ssot_component(hardcoded = \"deny\")]`",
    }
    UnreasonedPermission = "SSOT081" by Macro {
        title: "a permission without a reason",
        message: "`allow({literal})` gives no reason",
        reason: "Later readers need to know whether the address can be removed.",
        fix: "write `allow({literal}, reason = \"why it cannot come from configuration\")`",
    }
    StalePermission = "SSOT082" by Macro {
        title: "an unused permission",
        message: "`{literal}` is permitted, but the permission is unused",
        reason: "An unused permission lets the same address back in later.",
        fix: "remove the `allow`, or write its literal exactly as in the code: all of it, or only the address",
    }
    KeyOwnedTwice = "SSOT090" by Everyone {
        title: "a configuration key with two owners",
        message: "config key `{key}` has {count} owners",
        reason: "Each owner has its own type, default and documentation for the key, and it is unclear which \
            of them a value is checked against.",
        fix: "keep the key in one `#[ssot_config]` struct and read it there, or give one of the two another name, by \
            `prefix = \"..\"` or `#[config(rename = \"..\")]`; a key is known by its environment variable",
        recognised_by: "E0428 about `SSOT090_config_key_WS_PORT_..` within a crate, a duplicate symbol that says so across \
            crates",
    }
    NotAConfiguration = "SSOT091" by Macro {
        title: "a struct that cannot be a configuration",
        message: "`{item}` cannot be a configuration, because it {defect}",
        reason: "Each field is a key, which is read by its name into its type, once for the application.",
        fix: "write a struct with named fields and without generic parameters",
    }
    InvalidKey = "SSOT092" by Macro {
        title: "an invalid name of a key",
        message: "`{name}` cannot be {role}, because it {defect}",
        reason: "Prefix and key together form the name of an environment variable, which has to be valid on every \
            system and identify one key.",
        fix: "write upper-case words such as `prefix = \"WS\"` for the prefix, and ASCII letters, digits, `-` and `_` \
            for a key",
    }
    SecretShown = "SSOT093" by MacroOrCompiler {
        title: "a derive that prints secrets",
        message: "`{item}` derives `{derive}`, which would print values that are or become secret",
        reason: "The output of a derive ends up in logs, and a key may become a secret later.",
        fix: "remove the derive: `#[ssot_config]` implements `Debug`, which shows a secret as `***`; to serialize, \
            copy what may be seen into another struct",
        recognised_by: "E0119 about `Debug` or `SecretsAreNotSerialized`, where the derive stands above the attribute or \
            the impl is hand-written",
    }
    ConditionalKey = "SSOT094" by Macro {
        title: "arguments of a key under a condition",
        message: "`#[config(..)]` of `{field}` is conditional",
        reason: "Whether a key is a secret has to be known wherever the struct is read.",
        fix: "write the field twice, once under `#[cfg({condition})]` with the arguments and once under \
            `#[cfg(not({condition}))]`",
    }
    FeatureMissing = "SSOT095" by Macro {
        title: "a macro whose feature is off",
        message: "`{macro}` needs the feature `{feature}` of `ssot`",
        reason: "Code and libraries that only some users need are built for those users only.",
        fix: "turn it on in `Cargo.toml`: `ssot = {{ version = \"..\", features = [\"{feature}\"] }}`",
    }
    #[cfg(feature = "tools")]
    DefinedRepeatedly = "SSOT100" by Scan {
        title: "one name for several types",
        message: "`{name}` is defined {count} times in this workspace{alike}",
        reason: "Code that imports the name gets one of them, and a change to one leaves the others behind.",
        fix: "keep one definition and import it everywhere else; if they are different things, give them different \
            names",
    }
    #[cfg(feature = "tools")]
    ImportedByAnotherPath = "SSOT101" by Scan {
        title: "imported by another path",
        message: "`{name}` is imported by `{path}`, and elsewhere by `{canonical}`",
        reason: "With one path, a search for it finds every use, and moving the type changes one line.",
        fix: "write `{canonical}`",
    }
    #[cfg(feature = "tools")]
    GlobalInstance = "SSOT102" by Scan {
        title: "an instance in a global",
        message: "`{item}` shares one `{component}` with everyone in the process",
        reason: "Every user and every test gets the same instance, and nothing in a signature says so.",
        fix: "make it where the application is composed and pass it on: list `{component}` under `singletons` or \
            `context(..)` of a `composition!`, and take it as a parameter",
    }
    #[cfg(feature = "tools")]
    MadeInManyPlaces = "SSOT103" by Scan {
        title: "made in many places",
        message: "`{component}` is made here, and in {others}",
        reason: "Each place decides anew how an instance is made, and separate instances share no state.",
        fix: "write `#[ssot::ssot_component(enforce = \"warn\")]` on `{component}` and \
            `#[ssot::factory(enforce = \"warn\")]` on an impl that holds its constructors and nothing else; then \
            call `{component}Factory` in one place",
    }
    #[cfg(feature = "tools")]
    HandwrittenMock = "SSOT104" by Scan {
        title: "a hand-written mock",
        message: "`{mock}` stands for `{original}` and is not generated from it{difference}",
        reason: "A mock that is updated manually is out of date after the next change, and the tests still pass.",
        fix: "write `#[ssot::ssot_interface(mock)]` on the trait and use the mock that `mockall` then generates; \
            for tests of other crates, name a feature: `mock = \"..\"`",
    }
    #[cfg(feature = "tools")]
    NotAnnotated = "SSOT105" by Scan {
        title: "a component without the attribute",
        message: "`{item}` is {kind} like {others}, and is not annotated as they are",
        reason: "Unlike the others, it can be made by any code, and a second definition is not refused.",
        fix: "write `#[ssot::ssot_component(enforce = \"warn\")]` on `{item}` and \
            `#[ssot::factory(enforce = \"warn\")]` on an impl that holds its constructors and nothing else",
    }
    #[cfg(feature = "tools")]
    OldPath = "SSOT106" by Scan {
        title: "used by its old path",
        message: "`{item}` has moved to `{canonical}`",
        reason: "The alias at the old path can be removed once nothing uses it.",
        fix: "write `{canonical}`",
    }
    #[cfg(feature = "tools")]
    ExhaustivePattern = "SSOT107" by Scan {
        title: "a pattern that names every field",
        message: "this pattern of `{component}` will not compile once its guard is enforced",
        reason: "The guard is a private field, which a pattern without `..` leaves out.",
        fix: "end the pattern with `..`",
    }
}
