//! How a constructor is called, once it is known what it asks for.

use std::future::{Future, pending};

use super::error::ConstructionError;
use super::node::{Level, Node};
use super::nowhere::refused;
use super::supply::{Applied, AppliedWith, Caller, Gathered, NoCaller};
use crate::injection::{Direct, Given, Later, Parameters, Values, Waiting, WithGiven};

/// How a constructor `F` that returns an `Output` is called.
pub trait Calls<A, L: Level<A>, F, Output> {
    /// The slots of the components among the parameters.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;

    /// Calls the constructor, where nothing waits.
    ///
    /// # Errors
    ///
    /// One of the parameters cannot be made.
    fn call(constructor: F, node: &Node<A, L>) -> Result<Output, ConstructionError>;

    /// Calls it where something may.
    fn call_later(
        constructor: F,
        node: &Node<A, L>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send;
}

/// The same of a constructor to which a caller gives the rest, which are of the types `G`.
pub trait CallsWith<A, L: Level<A>, F, Output, G: Given> {
    /// The slots of the components among the other parameters.
    const NEEDS: &'static [usize];
    /// The constructor is `async`.
    const ASYNCHRONOUS: bool;

    /// Calls the constructor, where nothing waits.
    ///
    /// # Errors
    ///
    /// One of the other parameters cannot be made.
    fn call(
        constructor: F,
        node: &Node<A, L>,
        given: G::Of<'_>,
    ) -> Result<Output, ConstructionError>;

    /// Calls it where something may.
    fn call_later<'n>(
        constructor: F,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send;
}

impl<A, L: Level<A>, P, F: Send, Output> Calls<A, L, Direct<F>, Output> for Caller<P>
where
    P: Gathered<A, L> + Applied<F, Output = Output>,
{
    const NEEDS: &'static [usize] = P::NEEDS;
    const ASYNCHRONOUS: bool = false;

    fn call(constructor: Direct<F>, node: &Node<A, L>) -> Result<Output, ConstructionError> {
        match P::now(node) {
            Ok(values) => Ok(P::apply(constructor.0, values)),
            Err(error) => Err(error),
        }
    }

    async fn call_later(
        constructor: Direct<F>,
        node: &Node<A, L>,
    ) -> Result<Output, ConstructionError> {
        let values = P::later(node).await?;
        Ok(P::apply(constructor.0, values))
    }
}

impl<A, L: Level<A>, P, F: Send, Output, Construction> Calls<A, L, Later<F>, Output> for Caller<P>
where
    P: Gathered<A, L> + Applied<F, Output = Construction>,
    Construction: Future<Output = Output> + Send,
{
    const NEEDS: &'static [usize] = P::NEEDS;
    const ASYNCHRONOUS: bool = true;

    fn call(_: Later<F>, _: &Node<A, L>) -> Result<Output, ConstructionError> {
        waited_for()
    }

    async fn call_later(
        function: Later<F>,
        node: &Node<A, L>,
    ) -> Result<Output, ConstructionError> {
        let values = P::later(node).await?;
        Ok(P::apply(function.0, values).await)
    }
}

impl<A, L: Level<A>, P, List, F, Output, Construction> Calls<A, L, Waiting<List, F>, Output>
    for Caller<P>
where
    P: Gathered<A, L>,
    F: FnOnce(Values<List, P::Values>) -> Construction + Send,
    Construction: Future<Output = Output> + Send,
{
    const NEEDS: &'static [usize] = P::NEEDS;
    const ASYNCHRONOUS: bool = true;

    fn call(_: Waiting<List, F>, _: &Node<A, L>) -> Result<Output, ConstructionError> {
        waited_for()
    }

    async fn call_later(
        constructor: Waiting<List, F>,
        node: &Node<A, L>,
    ) -> Result<Output, ConstructionError> {
        let values = P::later(node).await?;
        Ok((constructor.function)(Values::new(values)).await)
    }
}

impl<A, L: Level<A>, F, Output> Calls<A, L, F, Output> for NoCaller {
    const NEEDS: &'static [usize] = &[];
    const ASYNCHRONOUS: bool = false;

    fn call(_: F, _: &Node<A, L>) -> Result<Output, ConstructionError> {
        refused()
    }

    fn call_later(
        _: F,
        _: &Node<A, L>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send {
        pending()
    }
}

impl<A, L: Level<A>, P, F: Send, Output, G: Given> CallsWith<A, L, Direct<F>, Output, G>
    for Caller<WithGiven<P, G>>
where
    P: Gathered<A, L> + AppliedWith<F, G, Output = Output>,
{
    const NEEDS: &'static [usize] = P::NEEDS;
    const ASYNCHRONOUS: bool = false;

    fn call(
        constructor: Direct<F>,
        node: &Node<A, L>,
        given: G::Of<'_>,
    ) -> Result<Output, ConstructionError> {
        Ok(P::apply(constructor.0, P::now(node)?, given))
    }

    async fn call_later<'n>(
        constructor: Direct<F>,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> Result<Output, ConstructionError> {
        let values = P::later(node).await?;
        Ok(P::apply(constructor.0, values, given))
    }
}

impl<A, L: Level<A>, P, List, F, Output, Construction, G>
    CallsWith<A, L, Waiting<List, F>, Output, G> for Caller<WithGiven<P, G>>
where
    P: Gathered<A, L>,
    // Nothing of it is borrowed.
    G: for<'g> Given<Of<'g> = <G as Parameters>::Values> + Parameters<Values: Send>,
    F: FnOnce(Values<List, (P::Values, G::Values)>) -> Construction + Send,
    Construction: Future<Output = Output> + Send,
{
    const NEEDS: &'static [usize] = P::NEEDS;
    const ASYNCHRONOUS: bool = true;

    fn call(
        _: Waiting<List, F>,
        _: &Node<A, L>,
        _: G::Of<'_>,
    ) -> Result<Output, ConstructionError> {
        waited_for()
    }

    async fn call_later<'n>(
        constructor: Waiting<List, F>,
        node: &'n Node<A, L>,
        given: G::Of<'n>,
    ) -> Result<Output, ConstructionError> {
        let values = P::later(node).await?;
        Ok((constructor.function)(Values::new((values, given))).await)
    }
}

impl<A, L: Level<A>, F, Output, G: Given> CallsWith<A, L, F, Output, G> for NoCaller {
    const NEEDS: &'static [usize] = &[];
    const ASYNCHRONOUS: bool = false;

    fn call(_: F, _: &Node<A, L>, _: G::Of<'_>) -> Result<Output, ConstructionError> {
        refused()
    }

    fn call_later<'n>(
        _: F,
        _: &'n Node<A, L>,
        _: G::Of<'n>,
    ) -> impl Future<Output = Result<Output, ConstructionError>> + Send {
        pending()
    }
}

fn waited_for() -> ! {
    unreachable!("it is called where what it returns can be waited for")
}
