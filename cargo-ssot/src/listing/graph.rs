//! A listing as a graph: what is composed of what, and who needs whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{Composition, Listing, Named, Target};

/// A kind of what is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// Types that only their factories can make
    Components,
    /// Traits that components share
    Interfaces,
    /// What applications are made of
    Compositions,
}

#[derive(Debug, Default)]
pub struct Graph {
    pub groups: Vec<Group>,
    /// The nodes in no group, by their position in [`Graph::nodes`].
    pub loose: Vec<usize>,
    pub nodes: Vec<Node>,
    /// The arrows, each once.
    pub edges: BTreeSet<Edge>,
    /// The nodes of what stands for an interface, and of all other types. A component has one in each composition that
    /// lists it.
    by_target: BTreeMap<(bool, Target), Vec<usize>>,
}

#[derive(Debug)]
pub struct Group {
    pub label: String,
    pub groups: Vec<Group>,
    /// The nodes that are in it and in none of its boxes.
    pub nodes: Vec<usize>,
}

#[derive(Debug)]
pub struct Node {
    pub label: String,
    pub interface: bool,
    /// The composition that it is in, by its position in [`Graph::groups`], and the section there.
    listed: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    Implements,
    Takes,
    Replaces,
}

impl Graph {
    /// The graph of what is asked for. Interfaces bring their implementors along.
    pub fn build(listing: &Listing, kinds: &[Kind]) -> Self {
        let mut graph = Self::default();
        let shows = |kind| kinds.contains(&kind);
        if shows(Kind::Compositions) {
            for composition in &listing.compositions {
                graph.composition(composition);
            }
            for position in 0..listing.compositions.len() {
                graph.replace(&listing.compositions, position);
            }
        }
        if shows(Kind::Components) {
            for component in &listing.components {
                graph.loose_unless_known(&component.ty, false);
            }
        }
        if shows(Kind::Interfaces) {
            for interface in &listing.interfaces {
                graph.loose_unless_known(&interface.of, true);
                for implementor in &interface.implementors {
                    graph.loose_unless_known(&implementor.of, false);
                }
            }
        }
        graph.connect(listing, kinds);
        graph
    }

    fn node(&mut self, node: Node, target: &Target) -> usize {
        let index = self.nodes.len();
        let same = self.by_target.entry((node.interface, target.clone()));
        same.or_default().push(index);
        self.nodes.push(node);
        index
    }

    fn listed(&mut self, named: &Named, composition: usize, section: usize) -> usize {
        let node = Node {
            label: named.name.clone(),
            interface: false,
            listed: Some((composition, section)),
        };
        self.node(node, &named.target)
    }

    fn of_target(&self, target: &Target, interface: bool) -> Vec<usize> {
        let nodes = self.by_target.get(&(interface, target.clone()));
        nodes.cloned().unwrap_or_default()
    }

    fn loose_unless_known(&mut self, named: &Named, interface: bool) {
        if self.of_target(&named.target, interface).is_empty() {
            let node = Node {
                label: named.label.clone(),
                interface,
                listed: None,
            };
            let node = self.node(node, &named.target);
            self.loose.push(node);
        }
    }

    fn connect_all(&mut self, from: &[usize], to: &[usize], meaning: Meaning) {
        for &from in from {
            let edges = to.iter().map(|&to| Edge { from, to, meaning });
            self.edges.extend(edges);
        }
    }

    fn composition(&mut self, composition: &Composition) {
        let mut label = composition.of.name.clone();
        if let Some(base) = &composition.overrides {
            label.extend([" overrides ", &base.name]);
        }
        let mut groups = Vec::new();
        for (position, section) in composition.sections.iter().enumerate() {
            let mut nodes = Vec::new();
            for entry in &section.entries {
                let node = self.listed(&entry.ty, self.groups.len(), position);
                nodes.push(node);
                for interface in &entry.interfaces {
                    self.loose_unless_known(interface, true);
                    let to = self.of_target(&interface.target, true);
                    self.connect_all(&[node], &to, Meaning::Implements);
                }
            }
            groups.push(Group {
                label: section.name.clone(),
                groups: Vec::new(),
                nodes,
            });
        }
        self.groups.push(Group {
            label,
            groups,
            nodes: Vec::new(),
        });
    }

    /// What a composition has in the place of what others list.
    fn replace(&mut self, compositions: &[Composition], position: usize) {
        let composition = &compositions[position];
        for replaced in &composition.replaced {
            let originals = self.originals(compositions, composition, &replaced.replaced.target);
            let section = composition.sections.len();
            let node = self.listed(&replaced.replacement, position, section);
            self.groups[position].nodes.push(node);
            self.connect_all(&[node], &originals, Meaning::Replaces);
        }
    }

    /// The nodes of a type in the composition that is overridden, in the one that this overrides, and so on; or in any, if
    /// none of these is shown.
    fn originals(
        &self,
        all: &[Composition],
        composition: &Composition,
        original: &Target,
    ) -> Vec<usize> {
        let nodes = self.of_target(original, false);
        let base = |of: &Composition| {
            let base = &of.overrides.as_ref()?.target;
            all.iter().position(|other| other.of.target == *base)
        };
        let mut at = base(composition);
        // They may override one another in a circle.
        for _ in all {
            let Some(position) = at else { break };
            let in_it = |node: &&usize| {
                let listed = self.nodes[**node].listed;
                listed.is_some_and(|(composition, _)| composition == position)
            };
            let found: Vec<_> = nodes.iter().filter(in_it).copied().collect();
            if !found.is_empty() {
                return found;
            }
            at = base(&all[position]);
        }
        nodes
    }

    fn connect(&mut self, listing: &Listing, kinds: &[Kind]) {
        for component in &listing.components {
            for from in self.of_target(&component.ty.target, false) {
                for interface in &component.implements {
                    let to = self.of_target(&interface.target, true);
                    self.connect_all(&[from], &to, Meaning::Implements);
                }
                for dependency in &component.dependencies {
                    let to = self.reached(from, &dependency.target);
                    self.connect_all(&[from], &to, Meaning::Takes);
                }
            }
        }
        let interfaces = listing.interfaces.iter();
        for interface in interfaces.filter(|_| kinds.contains(&Kind::Interfaces)) {
            let to = self.of_target(&interface.of.target, true);
            for implementor in &interface.implementors {
                let from = self.of_target(&implementor.of.target, false);
                self.connect_all(&from, &to, Meaning::Implements);
            }
        }
    }

    /// What a node gets of a type: from its own section, which may be one of several contexts, from its composition, or else
    /// from anywhere.
    fn reached(&self, from: usize, target: &Target) -> Vec<usize> {
        let all = self.of_target(target, false);
        let own = self.nodes[from].listed;
        let within = |is_near: &dyn Fn(usize, usize) -> bool| {
            let near = all.iter().copied().filter(|node| {
                let listed = self.nodes[*node].listed.zip(own);
                listed.is_some_and(|((one, section), (own, own_section))| {
                    one == own && is_near(section, own_section)
                })
            });
            near.collect::<Vec<_>>()
        };
        let candidates = [within(&|one, own| one == own), within(&|_, _| true)];
        let mut nearest = candidates.into_iter().filter(|nodes| !nodes.is_empty());
        let mut reached = nearest.next().unwrap_or_else(|| all.clone());
        reached.extend(self.of_target(target, true));
        reached
    }
}
