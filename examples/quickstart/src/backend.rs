//! Every component, made by its factory and connected with the others.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use ssot::OpenScope;

use crate::authorization::AuthConfigurationFactory;
use crate::bus::{EventBus, EventBusFactory};
use crate::heartbeat::{HeartbeatMonitor, HeartbeatMonitorFactory};
use crate::interfaces::{Authorizer, EventPublisher, StatusReport};
use crate::limits::{Limit, RateLimiter};
use crate::manager::{WebSocketManager, WebSocketManagerFactory};
use crate::metrics::{MetricsCollector, MetricsCollectorFactory};
use crate::monitor::{EventMonitor, EventMonitorFactory};
use crate::operators::{OperatorManager, OperatorManagerFactory};
use crate::router::{MessageRouter, MessageRouterFactory};
use crate::sessions::SessionStore;
use crate::user::{UserContext, Users};

/// The token of the customer Ada in this example.
pub const CUSTOMER_TOKEN: &str = "example-token-of-ada";
/// The token of the operator Grace in this example.
pub const OPERATOR_TOKEN: &str = "example-token-of-grace";

/// What the whole program shares.
pub struct Backend {
    /// Decides who may connect.
    pub authorizer: Arc<dyn Authorizer>,
    /// The connections of customers.
    pub manager: Arc<WebSocketManager>,
    /// The connections of operators.
    pub operators: Arc<OperatorManager>,
    /// Where agents publish their events.
    pub bus: Arc<EventBus>,
    /// Sends events to their users.
    pub router: Arc<MessageRouter>,
    /// Watches the agents.
    pub monitor: Arc<EventMonitor>,
    /// Counts the events.
    pub metrics: Arc<MetricsCollector>,
    /// Watches the connections.
    pub heartbeat: Arc<HeartbeatMonitor>,
    /// Opens a scope for each user.
    pub users: Users,
}

impl Backend {
    /// Makes the shared components, and subscribes those that want events.
    ///
    /// # Errors
    ///
    /// A component refuses its configuration.
    pub fn assemble() -> Result<Self, Box<dyn Error>> {
        let authorizer: Arc<dyn Authorizer> = Arc::new(AuthConfigurationFactory::create([
            (CUSTOMER_TOKEN.to_owned(), UserContext::customer("Ada")),
            (OPERATOR_TOKEN.to_owned(), UserContext::operator("Grace")),
        ])?);
        let manager = Arc::new(WebSocketManagerFactory::create(authorizer.clone(), 100)?);
        let operators = Arc::new(OperatorManagerFactory::create(authorizer.clone()));
        let router = Arc::new(MessageRouterFactory::create(manager.clone()));
        let monitor = Arc::new(EventMonitorFactory::create());
        let metrics = Arc::new(MetricsCollectorFactory::create());
        let heartbeat = Arc::new(HeartbeatMonitorFactory::create(Duration::from_secs(30))?);
        let bus = Arc::new(EventBusFactory::create());
        bus.subscribe(router.clone());
        bus.subscribe(operators.clone());
        bus.subscribe(monitor.clone());
        bus.subscribe(metrics.clone());
        let users = Users::new(Limit {
            requests: 3,
            span: Duration::from_secs(10),
        })?;
        Ok(Self {
            authorizer,
            manager,
            operators,
            bus,
            router,
            monitor,
            metrics,
            heartbeat,
            users,
        })
    }

    /// The components that say how they are doing.
    #[must_use]
    pub fn reporting(&self) -> [&dyn StatusReport; 6] {
        [
            &*self.manager,
            &*self.operators,
            &*self.router,
            &*self.monitor,
            &*self.metrics,
            &*self.heartbeat,
        ]
    }
}

/// What belongs to one user alone.
pub struct UserComponents {
    /// The events of the user.
    pub sessions: Arc<SessionStore>,
    /// How often the user may ask.
    pub limiter: Arc<RateLimiter>,
    /// As long as this is open, the others are the user's.
    pub scope: OpenScope<Users, UserContext>,
}

impl UserComponents {
    /// Makes the components of one user.
    ///
    /// # Errors
    ///
    /// The user is refused, or a component refuses its configuration.
    pub fn assemble(backend: &Backend, user: &UserContext) -> Result<Self, Box<dyn Error>> {
        let scope = backend.users.scope(user.clone())?;
        let sessions: Arc<SessionStore> = scope.get()?;
        let limiter = scope.get()?;
        backend.bus.subscribe(sessions.clone());
        Ok(Self {
            sessions,
            limiter,
            scope,
        })
    }
}
