//! A graph in the languages that tools draw.

use std::fmt::Write as _;

use super::graph::{Edge, Graph, Group, Meaning};

/// A flow chart of [Mermaid](https://mermaid.js.org).
pub fn mermaid(graph: &Graph) -> String {
    let mut drawing = Drawing {
        graph,
        text: "flowchart LR\n".to_owned(),
        groups: 0,
    };
    drawing.all(&MERMAID);
    drawing.text
}

/// A directed graph of [Graphviz](https://graphviz.org).
pub fn dot(graph: &Graph) -> String {
    let mut drawing = Drawing {
        graph,
        text: "digraph ssot {\n  rankdir=LR;\n  node [shape=box];\n".to_owned(),
        groups: 0,
    };
    drawing.all(&DOT);
    drawing.text + "}\n"
}

/// How a language writes the parts of a graph. Names are numbers, so that labels alone have to be quoted.
struct Language {
    group: fn(usize, &str) -> String,
    end: &'static str,
    node: fn(usize, &str, bool) -> String,
    edge: fn(&Edge) -> String,
}

const MERMAID: Language = Language {
    group: |number, label| format!("subgraph g{number}[\"{}\"]", for_mermaid(label)),
    end: "end",
    node: |number, label, interface| {
        let label = for_mermaid(label);
        if interface {
            format!("n{number}([\"{label}\"])")
        } else {
            format!("n{number}[\"{label}\"]")
        }
    },
    edge: |Edge { from, to, meaning }| {
        let arrow = match meaning {
            Meaning::Takes => "-->",
            Meaning::Implements => "-.->",
            Meaning::Replaces => "-. replaces .->",
        };
        format!("n{from} {arrow} n{to}")
    },
};

const DOT: Language = Language {
    group: |number, label| format!("subgraph cluster_{number} {{ label=\"{}\";", for_dot(label)),
    end: "}",
    node: |number, label, interface| {
        let shape = if interface { ", shape=ellipse" } else { "" };
        format!("n{number} [label=\"{}\"{shape}];", for_dot(label))
    },
    edge: |Edge { from, to, meaning }| {
        let style = match meaning {
            Meaning::Takes => "",
            Meaning::Implements => " [style=dashed]",
            Meaning::Replaces => " [style=dashed, label=\"replaces\"]",
        };
        format!("n{from} -> n{to}{style};")
    },
};

/// Characters that mean nothing to Mermaid stay, all others are written by their numbers. Not only quotes mean
/// something: a backtick starts Markdown, and `style a:b` is rewritten before it is parsed.
fn for_mermaid(label: &str) -> String {
    let mut text = String::new();
    for character in label.chars() {
        if character.is_alphanumeric() || matches!(character, ' ' | '_' | ',' | '.' | '(' | ')') {
            text.push(character);
        } else {
            write!(text, "#{};", u32::from(character)).expect("a string takes it");
        }
    }
    text
}

fn for_dot(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"")
}

struct Drawing<'a> {
    graph: &'a Graph,
    text: String,
    groups: usize,
}

impl Drawing<'_> {
    fn all(&mut self, language: &Language) {
        for group in &self.graph.groups {
            self.group(group, language, 1);
        }
        for node in &self.graph.loose {
            self.node(*node, language, 1);
        }
        for edge in &self.graph.edges {
            self.line(1, &(language.edge)(edge));
        }
    }

    fn group(&mut self, group: &Group, language: &Language, depth: usize) {
        self.line(depth, &(language.group)(self.groups, &group.label));
        self.groups += 1;
        for inner in &group.groups {
            self.group(inner, language, depth + 1);
        }
        for node in &group.nodes {
            self.node(*node, language, depth + 1);
        }
        self.line(depth, language.end);
    }

    fn node(&mut self, number: usize, language: &Language, depth: usize) {
        let node = &self.graph.nodes[number];
        self.line(depth, &(language.node)(number, &node.label, node.interface));
    }

    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }
}
