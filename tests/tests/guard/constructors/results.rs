//! What a constructor returns has any shape.

use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug)]
struct Node {
    name: String,
}

type Shared<T> = Arc<Mutex<T>>;

#[factory]
impl Node {
    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }

    fn shared(name: &str) -> Arc<Self> {
        Arc::new(Self::named(name))
    }

    fn checked(name: &str) -> Result<Arc<Self>, String> {
        if name.is_empty() {
            return Err("no name".to_owned());
        }
        Ok(Arc::new(Self {
            name: name.to_owned(),
        }))
    }

    fn many(names: &[&str]) -> Vec<Self> {
        names.iter().map(|name| Self::named(name)).collect()
    }

    fn pair(name: &str) -> (Self, usize, [Self; 1]) {
        (Self::named(name), name.len(), [Self::named(name)])
    }

    fn by_name(names: &[&str]) -> HashMap<String, Self> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), Self::named(name)))
            .collect()
    }

    fn maker() -> Box<dyn Fn(&str) -> Self> {
        Box::new(|name| Self {
            name: name.to_owned(),
        })
    }

    fn opaque_maker(prefix: &str) -> impl Fn(&str) -> Self + use<'_> {
        move |name| Self {
            name: [prefix, name].concat(),
        }
    }

    fn iterator(count: usize) -> impl Iterator<Item = Self> {
        (0..count).map(|index| Self {
            name: index.to_string(),
        })
    }

    fn boxed_iterator<'a>(names: &'a [&'a str]) -> Box<dyn Iterator<Item = Self> + 'a> {
        Box::new(names.iter().map(|name| Self::named(name)))
    }

    fn locked(name: &str) -> Shared<Self> {
        Arc::new(Mutex::new(Self::named(name)))
    }

    fn nested(name: &str) -> Option<Result<Box<Self>, std::convert::Infallible>> {
        Some(Ok(Box::new(Self::named(name))))
    }
}

#[test]
fn an_instance_is_shared_from_the_start() {
    assert_eq!(NodeFactory::shared("a").name, "a");
    assert_eq!(NodeFactory::checked("b").unwrap().name, "b");
    assert_eq!(NodeFactory::checked("").unwrap_err(), "no name");
    assert_eq!(NodeFactory::locked("c").lock().unwrap().name, "c");
}

#[test]
fn a_constructor_returns_many_instances() {
    assert_eq!(NodeFactory::many(&["a", "b"])[1].name, "b");
    let (first, length, [second]) = NodeFactory::pair("pair");
    assert_eq!(
        (first.name, length, second.name.as_str()),
        ("pair".to_owned(), 4, "pair")
    );
    assert_eq!(NodeFactory::by_name(&["x", "y"])["y"].name, "y");
    assert_eq!(NodeFactory::nested("n").unwrap().unwrap().name, "n");
}

#[test]
fn a_constructor_returns_what_makes_instances() {
    let make = NodeFactory::maker();
    assert_eq!(
        (make("a").name, make("b").name),
        ("a".to_owned(), "b".to_owned())
    );
    assert_eq!(NodeFactory::opaque_maker("pre")("fix").name, "prefix");
    assert_eq!(NodeFactory::iterator(3).last().unwrap().name, "2");
    assert_eq!(NodeFactory::boxed_iterator(&["a", "b"]).count(), 2);
}

#[factory_only]
struct Tree {
    itself: Weak<Tree>,
    children: Vec<Rc<Tree>>,
}

#[factory_only]
struct Server {
    itself: std::sync::Weak<Self>,
}

#[factory]
impl Tree {
    fn rooted(children: usize) -> Rc<Self> {
        Rc::new_cyclic(|itself| Self {
            itself: itself.clone(),
            children: (0..children)
                .map(|_| {
                    Rc::new(Tree {
                        itself: Weak::clone(itself),
                        children: vec![],
                    })
                })
                .collect(),
        })
    }
}

#[factory]
impl Server {
    fn start() -> Arc<Self> {
        Arc::new_cyclic(|itself| Self {
            itself: itself.clone(),
        })
    }
}

#[test]
fn an_instance_refers_to_itself() {
    let tree = TreeFactory::rooted(2);
    assert!(Rc::ptr_eq(&tree.itself.upgrade().unwrap(), &tree));
    assert!(
        tree.children
            .iter()
            .all(|child| Rc::ptr_eq(&child.itself.upgrade().unwrap(), &tree))
    );
    let server = ServerFactory::start();
    assert!(Arc::ptr_eq(&server.itself.upgrade().unwrap(), &server));
}
