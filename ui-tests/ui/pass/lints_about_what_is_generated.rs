//! What the attributes repeat of the user's code, they repeat without what a lint would be about.

#![deny(warnings, single_use_lifetimes)]
#![allow(dead_code)]

use std::fmt::Debug;

use ssot::{factory, factory_only, ssot_component};

#[factory_only]
pub struct Label<'never> {
    text: &'never str,
}

#[factory]
impl<'never> Label<'never> {
    pub fn create(text: &'never str) -> Self {
        Self { text }
    }

    pub fn shown(text: &'never str, shown: &(dyn Debug + Send + Sync)) -> Option<Self> {
        (!format!("{shown:?}").is_empty()).then(|| Self { text })
    }
}

#[factory_only(allow(Clone))]
#[derive(Clone)]
pub struct Lent<'a, T>(&'a T, usize);

#[factory]
impl<'a, T> Lent<'a, T> {
    pub const fn create(value: &'a T) -> Self {
        Self(value, 1)
    }
}

#[ssot_component]
pub struct Direct {
    length: usize,
}

#[factory]
impl Direct {
    pub fn new(shown: &(dyn Debug + Send + Sync)) -> Self {
        Self { length: format!("{shown:?}").len() }
    }
}

#[ssot_component]
pub struct Later {
    length: usize,
}

#[factory]
impl Later {
    pub async fn new(shown: &(dyn Debug + Send + Sync)) -> Self {
        Self { length: format!("{shown:?}").len() }
    }
}

fn main() {}
