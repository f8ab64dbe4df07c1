//! What protects the connections: tokens, rates and heartbeats.

use std::sync::Arc;
use std::time::Duration;

use quickstart::authorization::{AuthConfigurationError, AuthConfigurationFactory};
use quickstart::connection::ConnectionId;
use quickstart::heartbeat::{HeartbeatMonitorError, HeartbeatMonitorFactory};
use quickstart::limits::{Limit, RateLimiter, RateLimiterError, TooManyRequests};
use quickstart::user::{UserContext, Users};
use ssot::ConstructionError;

fn configure(tokens: &[(&str, &str)]) -> Option<AuthConfigurationError> {
    let tokens = tokens
        .iter()
        .map(|(token, user)| ((*token).to_owned(), UserContext::customer(user)));
    AuthConfigurationFactory::create(tokens).err()
}

#[test]
fn a_configuration_lets_someone_in_and_nobody_guess() {
    let [ada, barbara] = ["Ada", "Barbara"].map(UserContext::customer);
    assert_eq!(configure(&[]), Some(AuthConfigurationError::NoTokens));
    assert_eq!(
        configure(&[("short", "Ada")]),
        Some(AuthConfigurationError::ShortToken { user: ada.clone() })
    );
    let token = "a-token-that-is-long";
    assert_eq!(
        configure(&[(token, "Ada"), (token, "Barbara")]),
        Some(AuthConfigurationError::SharedToken {
            users: [ada, barbara]
        })
    );
    assert_eq!(configure(&[(token, "Ada")]), None);
}

/// The limiter of a user, who may ask so many times within a span.
fn limiter(
    user: &UserContext,
    requests: usize,
    span: Duration,
) -> Result<Arc<RateLimiter>, ConstructionError> {
    let users = Users::new(Limit { requests, span }).expect("every component is defined once");
    let scope = users.scope(user.clone()).expect("the user has a name");
    scope.get()
}

#[test]
fn a_user_may_ask_again_after_a_while() {
    let user = UserContext::customer("Ada");
    let seconds = Duration::from_secs;
    let limiter = limiter(&user, 2, seconds(10)).expect("the limit permits something");
    assert_eq!(limiter.permit(seconds(0)), Ok(()));
    assert_eq!(limiter.permit(seconds(5)), Ok(()));
    assert_eq!(limiter.permit(seconds(9)), Err(TooManyRequests { user }));
    assert_eq!(limiter.permit(seconds(10)), Ok(()));
    assert!(limiter.permit(seconds(14)).is_err());
}

#[test]
fn a_limit_permits_something_and_not_everything() {
    let create = |requests, span| {
        let error = limiter(&UserContext::customer("Ada"), requests, span).err()?;
        error.downcast_ref::<RateLimiterError>().copied()
    };
    assert_eq!(
        create(0, Duration::from_secs(1)),
        Some(RateLimiterError::NothingPermitted)
    );
    assert_eq!(create(1, Duration::ZERO), Some(RateLimiterError::NoSpan));
}

#[test]
fn a_connection_is_silent_after_a_while() {
    let seconds = Duration::from_secs;
    let heartbeat = HeartbeatMonitorFactory::create(seconds(30)).expect("30 seconds are some time");
    heartbeat.beat(ConnectionId(1), seconds(0));
    heartbeat.beat(ConnectionId(2), seconds(20));
    assert_eq!(heartbeat.silent(seconds(30)), []);
    assert_eq!(heartbeat.silent(seconds(31)), [ConnectionId(1)]);
    heartbeat.forget(ConnectionId(1));
    assert_eq!(heartbeat.silent(seconds(31)), []);
    assert_eq!(
        HeartbeatMonitorFactory::create(Duration::ZERO).err(),
        Some(HeartbeatMonitorError::NoPatience)
    );
}
