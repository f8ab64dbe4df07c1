//! Reading `mock`, the one argument with options of its own.

use super::{Argument, Given, Reader, Value};
use crate::mock::{Mock, MockOption, MockOptions, MockType};
use crate::syntax::{self, LitStr, Parse};

/// How `mock` is written with a value.
const MOCKED: Argument = Argument {
    key: "mock",
    usage: "mock`, `mock = \"testing\"` or `mock(type Item = u32)",
};

impl Reader<'_> {
    /// `mock`, `mock = "feature"` or `mock(feature = "feature", type Item = u32)`.
    pub(in crate::arguments) fn mock(&mut self, given: &Given) -> Option<Mock> {
        let given = &Given {
            specification: &MOCKED,
            ..given.clone()
        };
        let mut mock = Mock {
            word: given.name.clone(),
            feature: None,
            types: Vec::new(),
        };
        match &given.value {
            Value::None => return Some(mock),
            Value::Assigned(_) => {
                let wanted = "the name of a feature, a string";
                mock.feature = Some(self.assigned(given, wanted, <LitStr as Parse>::parse)?);
            }
            Value::List(group) if group.stream().is_empty() => {
                self.missing(given);
                return None;
            }
            Value::List(group) => {
                let wanted = "`feature = \"testing\"` and `type Name = Type`";
                let Ok(MockOptions(options)) = syntax::parse2(group.stream()) else {
                    self.wrong(given.specification, &group.stream(), wanted);
                    return None;
                };
                for option in options {
                    self.mock_option(option, &mut mock);
                }
            }
        }
        if let Some(feature) = &mock.feature
            && feature.value().is_empty()
        {
            self.wrong(given.specification, feature, "the name of a feature");
            return None;
        }
        Some(mock)
    }

    fn mock_option(&mut self, option: MockOption, mock: &mut Mock) {
        match option {
            MockOption::Feature { key, feature } => {
                if mock.feature.is_some() {
                    self.repeated(&key);
                } else {
                    mock.feature = Some(feature);
                }
            }
            MockOption::Type(given) => {
                let known = |known: &MockType| known.name == given.name;
                if mock.types.iter().any(known) {
                    self.repeated(&given.name);
                } else {
                    mock.types.push(*given);
                }
            }
        }
    }
}
