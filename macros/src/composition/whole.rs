//! All that is generated of a composition, put together.

use proc_macro2::TokenStream;
use quote::quote;
use ssot_rules::attributes::conditions;

use super::expansion::Expansion;

impl Expansion<'_> {
    pub(super) fn expand(&self) -> TokenStream {
        let (runtime, structure) = (self.runtime, self.structure());
        let conditions = conditions(&self.composition.attributes);
        let (application, levels) = (self.application(), self.levels());
        let (entries, graph) = (self.entries(), self.graph());
        let (collections, left_out) = (self.all_collections(), self.left_out());
        let (list, parts) = (self.list(), self.parts());
        let (fallbacks, imports) = self.imported_interfaces();
        quote! {
            #structure
            #conditions
            #[allow(deprecated, private_interfaces, refining_impl_trait)]
            const _: () = {
                #[allow(unused_imports)]
                use #runtime::Component as __Component;
                #fallbacks
                {
                #imports
                #[allow(unused_imports)]
                use #runtime::composed::{
                    Described as __Described, GivenOf as __GivenOf, GivenPlan as __GivenPlan, LevelOf as __LevelOf,
                    Makes as __Makes, MakesGiven as __MakesGiven, Plan as __Plan, SectionOf as __SectionOf,
                    called as __called, wiring as __wiring,
                };
                #application
                #levels
                #entries
                #collections
                #left_out
                #graph
                #parts
                }
            };
            #list
        }
    }
}
