//! `#[factory(replaces = "Manager::new")]` on a constructor: what callers wrote before there was a factory.
//!
//! Nothing is generated of it. It tells `cargo ssot` what a call that is found there is to become.
//!
//! ```
//! use ssot_rules::Violations;
//! use ssot_rules::constructors::Function;
//! use ssot_rules::replaces::{Replaced, read};
//!
//! let mut violations = Violations::new();
//! let function: Function = ssot_rules::written! {
//!     #[factory(replaces = "Manager::new")]
//!     fn create(limit: usize) -> Self { todo!() }
//! };
//! let replaced = read(&function.attrs, &function.sig, &ssot_rules::written!(Manager), &mut violations);
//! assert!(matches!(&replaced[..], [Replaced::Function(name)] if name == "new"));
//! assert!(violations.into_vec().is_empty());
//! ```

use proc_macro2::Delimiter;

use crate::arguments::{FactoryArguments, ReplacesArguments};
use crate::attributes::conditional;
use crate::catalogue::Rule;
use crate::names;
use crate::signature::parameter_names;
use crate::syntax::{
    self, AnyIdent, Attribute, Ident, LitStr, Meta, Parse, ParseStream, Path, Peek, Punctuated,
    Signature,
};
use crate::violation::{Violation, Violations};

/// What a constructor replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replaced {
    /// A function of the type, by its name: `Manager::new`. It need not be there any more.
    Function(String),
    /// A literal with these fields, which are the parameters of the constructor: `Manager { bus, limit }`.
    Literal(Vec<String>),
}

/// Whether an attribute on a constructor says what that replaces.
#[must_use]
pub fn is_replacement(meta: &Meta) -> bool {
    let segments = &meta.path().segments;
    let last = segments.last().map(|last| &last.ident);
    matches!(meta, Meta::List(_))
        && segments.len() <= 2
        && last.is_some_and(|last| last == names::FACTORY)
}

/// Reads what a constructor of `component` replaces. What is wrong is reported and left out.
pub fn read(
    attributes: &[Attribute],
    function: &Signature,
    component: &Ident,
    violations: &mut Violations,
) -> Vec<Replaced> {
    let mut written = Vec::new();
    for attribute in attributes {
        written.append(&mut replacements(attribute));
    }
    let mut found: Vec<Replaced> = Vec::new();
    for meta in &written {
        let Meta::List(list) = meta else { continue };
        for text in ReplacesArguments::read(list.tokens.clone(), violations).replaces {
            match replaced(&text, function, component) {
                Ok(replaced) if found.contains(&replaced) => violations.report(
                    Violation::new(Rule::RepeatedArgument, &text).with("argument", text.value()),
                ),
                Ok(replaced) => found.push(replaced),
                Err(defect) => violations.report(violation(&text, component, &defect)),
            }
        }
    }
    found
}

/// Reports the argument where it is about no constructor: on the impl.
pub fn check_arguments(
    arguments: &FactoryArguments,
    component: &Ident,
    violations: &mut Violations,
) {
    if let Some(word) = &arguments.replaces {
        violations.report(
            Violation::new(Rule::InvalidReplacement, word)
                .with("replaced", names::REPLACES)
                .with("defect", "it is on the impl, which is not a constructor")
                .with("Self", component.unraw()),
        );
    }
}

/// The attribute, or those that a `cfg_attr` holds.
fn replacements(attribute: &Attribute) -> Vec<Meta> {
    match conditional(&attribute.meta) {
        Some((_, metas)) => metas.into_iter().filter(is_replacement).collect(),
        None if is_replacement(&attribute.meta) => vec![attribute.meta.clone()],
        None => Vec::new(),
    }
}

fn replaced(text: &LitStr, function: &Signature, component: &Ident) -> Result<Replaced, String> {
    const NEITHER: &str = "it is neither the path of a function of the type, nor a literal with the parameters as its fields";
    let Ok(Written { path, fields }) = syntax::parse_str(&text.value()) else {
        return Err(NEITHER.to_owned());
    };
    let segments: Vec<_> = path.segments.iter().map(|segment| &segment.ident).collect();
    let (of, replaced) = match (segments.as_slice(), fields) {
        ([of, function], None) => (of, Replaced::Function(function.unraw().to_string())),
        ([of], Some(fields)) => (of, Replaced::Literal(fields)),
        _ => return Err(NEITHER.to_owned()),
    };
    if of.unraw() != component.unraw() && **of != "Self" {
        return Err(format!("it names `{}`, which is another type", of.unraw()));
    }
    if let Replaced::Literal(fields) = &replaced {
        check_fields(fields, function)?;
    }
    Ok(replaced)
}

/// What a text names: a path, and the fields of a literal.
struct Written {
    path: Path,
    fields: Option<Vec<String>>,
}

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syntax::Result<Self> {
        let path = Path::parse_mod_style(input)?;
        if !input.peek(Peek::Group(Delimiter::Brace)) {
            return Ok(Self { path, fields: None });
        }
        let (_, content) = input.group(Delimiter::Brace)?;
        let fields = Punctuated::<Ident>::parse_terminated(&content)?;
        let fields = fields.iter().map(|field| field.unraw().to_string());
        Ok(Self {
            path,
            fields: Some(fields.collect()),
        })
    }
}

/// Each field is given to the parameter of its name.
fn check_fields(fields: &[String], function: &Signature) -> Result<(), String> {
    let parameters = parameter_names(function);
    let name = function.ident.unraw();
    if let Some(field) = fields.iter().find(|field| !parameters.contains(field)) {
        return Err(format!("`{field}` is not a parameter of `{name}`"));
    }
    let missing = parameters
        .iter()
        .find(|parameter| !fields.contains(parameter));
    match missing.map(String::as_str) {
        Some("") => Err(format!("a parameter of `{name}` has no name")),
        Some(missing) => Err(format!(
            "it has no field for the parameter `{missing}` of `{name}`"
        )),
        None => Ok(()),
    }
}

fn violation(text: &LitStr, component: &Ident, defect: &str) -> Violation {
    Violation::new(Rule::InvalidReplacement, text)
        .with("replaced", text.value())
        .with("defect", defect)
        .with("Self", component.unraw())
}
