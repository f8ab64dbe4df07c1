//! A listing as a graph: what is composed of what, and who needs whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{Component, Composition, Interface, Listing};
use crate::index::TypeRef;

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

/// Boxes and arrows.
#[derive(Debug, Default)]
pub struct Graph {
    pub groups: Vec<Group>,
    /// The nodes in no group, by their position in [`Graph::nodes`].
    pub loose: Vec<usize>,
    pub nodes: Vec<Node>,
    /// The arrows, each once.
    pub edges: BTreeSet<Edge>,
    /// The nodes of each name, of interfaces and of other types.
    by_name: BTreeMap<(bool, String), Vec<usize>>,
}

/// A box around nodes.
#[derive(Debug)]
pub struct Group {
    /// What stands above it.
    pub label: String,
    /// The boxes in it.
    pub groups: Vec<Group>,
    /// The nodes that are in it and in none of its boxes.
    pub nodes: Vec<usize>,
}

/// A box with a name.
#[derive(Debug)]
pub struct Node {
    /// What stands in it.
    pub label: String,
    pub interface: bool,
    /// The package that mentions it.
    package: String,
    /// The composition that it is in, by its position in [`Graph::groups`].
    composition: Option<usize>,
    /// The section that lists it there.
    section: Option<String>,
}

/// A name as it is meant in a package.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a str,
    interface: bool,
    package: &'a str,
}

/// An arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
}

/// What an arrow says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A component implements an interface.
    Implements,
    /// A constructor takes it.
    Takes,
    /// A type stands in the place of another.
    Replaces,
}

impl Graph {
    /// The graph of what is asked for. Interfaces bring their implementors along.
    #[must_use]
    pub fn of(listing: &Listing, kinds: &[Kind]) -> Self {
        let mut graph = Self::default();
        let shows = |kind| kinds.contains(&kind);
        if shows(Kind::Compositions) {
            for composition in &listing.compositions {
                graph.composition(composition);
            }
        }
        if shows(Kind::Components) {
            for component in &listing.components {
                graph.loose_unless_known(component_name(component));
            }
        }
        if shows(Kind::Interfaces) {
            for interface in &listing.interfaces {
                let interface_name = interface_name(interface);
                graph.loose_unless_known(interface_name);
                for implementor in &interface.implementors {
                    let name = Name {
                        text: &implementor.name,
                        interface: false,
                        ..interface_name
                    };
                    if graph.called(name).is_empty() {
                        graph.loose_unless_known(name);
                    }
                }
            }
        }
        graph.connect(listing, kinds);
        graph
    }

    fn node(&mut self, name: Name<'_>, composition: Option<usize>) -> usize {
        let (index, referred) = (self.nodes.len(), TypeRef::name_in(name.text));
        self.nodes.push(Node {
            label: name.text.to_owned(),
            interface: name.interface,
            package: name.package.to_owned(),
            composition,
            section: None,
        });
        let same = self.by_name.entry((name.interface, referred)).or_default();
        same.push(index);
        index
    }

    fn all_called(&self, name: Name<'_>) -> &[usize] {
        let key = (name.interface, TypeRef::name_in(name.text));
        self.by_name.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The nodes of this name: a component stands in each composition that lists it. Those that the package mentions
    /// itself are meant, if there are some.
    fn called(&self, name: Name<'_>) -> Vec<usize> {
        let all = self.all_called(name);
        let own = all.iter().copied();
        let own: Vec<_> = own
            .filter(|node| self.nodes[*node].package == name.package)
            .collect();
        if own.is_empty() { all.to_owned() } else { own }
    }

    fn loose_unless_known(&mut self, name: Name<'_>) {
        let mut same = self.all_called(name).iter();
        if !same.any(|node| self.nodes[*node].package == name.package) {
            let node = self.node(name, None);
            self.loose.push(node);
        }
    }

    fn edge(&mut self, from: usize, to: usize, meaning: Meaning) {
        self.edges.insert(Edge { from, to, meaning });
    }

    fn composition(&mut self, composition: &Composition) {
        let mut label = composition.name.clone();
        if let Some(base) = &composition.overrides {
            label.extend([" overrides ", base]);
        }
        let mut group = Group {
            label,
            groups: Vec::new(),
            nodes: Vec::new(),
        };
        let package = composition.definition.package.as_str();
        let number = Some(self.groups.len());
        let component = |text| Name {
            text,
            interface: false,
            package,
        };
        for section in &composition.sections {
            let mut nodes = Vec::new();
            for entry in &section.entries {
                let node = self.node(component(&entry.ty), number);
                self.nodes[node].section = Some(section.name.clone());
                nodes.push(node);
                for interface in &entry.interfaces {
                    let name = Name {
                        text: &TypeRef::name_in(interface),
                        interface: true,
                        package,
                    };
                    self.loose_unless_known(name);
                    for to in self.called(name) {
                        self.edge(node, to, Meaning::Implements);
                    }
                }
            }
            group.groups.push(Group {
                label: section.name.clone(),
                groups: Vec::new(),
                nodes,
            });
        }
        for replaced in &composition.replaced {
            let originals = self.called(component(&replaced.replaced));
            let node = self.node(component(&replaced.replacement), number);
            group.nodes.push(node);
            for original in originals {
                self.edge(node, original, Meaning::Replaces);
            }
        }
        self.groups.push(group);
    }

    fn connect(&mut self, listing: &Listing, kinds: &[Kind]) {
        for component in &listing.components {
            let own = component_name(component);
            for from in self.called(own) {
                for interface in &component.implements {
                    let name = Name {
                        text: &TypeRef::name_in(interface),
                        interface: true,
                        ..own
                    };
                    for to in self.called(name) {
                        self.edge(from, to, Meaning::Implements);
                    }
                }
                for dependency in &component.dependencies {
                    for to in self.reached(
                        from,
                        Name {
                            text: dependency,
                            ..own
                        },
                    ) {
                        self.edge(from, to, Meaning::Takes);
                    }
                }
            }
        }
        let interfaces = listing.interfaces.iter();
        for interface in interfaces.filter(|_| kinds.contains(&Kind::Interfaces)) {
            let own = interface_name(interface);
            for implementor in &interface.implementors {
                let name = Name {
                    text: &implementor.name,
                    interface: false,
                    ..own
                };
                for from in self.called(name) {
                    for to in self.called(own) {
                        self.edge(from, to, Meaning::Implements);
                    }
                }
            }
        }
    }

    /// What a node gets of this name: from its own composition, or else from anywhere.
    fn reached(&self, from: usize, name: Name<'_>) -> Vec<usize> {
        let components = self.called(name);
        let own = self.nodes[from].composition;
        let beside = components.iter().copied();
        let beside: Vec<_> = beside
            .filter(|node| own.is_some() && self.nodes[*node].composition == own)
            .collect();
        // Of several contexts that list it, the own one is meant.
        let section = &self.nodes[from].section;
        let nearest = beside.iter().copied();
        let nearest: Vec<_> = nearest
            .filter(|node| self.nodes[*node].section == *section)
            .collect();
        let candidates = [nearest, beside, components];
        let mut candidates = candidates.into_iter().filter(|nodes| !nodes.is_empty());
        let mut reached = candidates.next().unwrap_or_default();
        reached.extend(self.called(Name {
            interface: true,
            ..name
        }));
        reached
    }
}

fn component_name(component: &Component) -> Name<'_> {
    Name {
        text: &component.type_name,
        interface: false,
        package: &component.definition.package,
    }
}

fn interface_name(interface: &Interface) -> Name<'_> {
    Name {
        text: &interface.name,
        interface: true,
        package: &interface.definition.package,
    }
}
