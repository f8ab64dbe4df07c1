//! A user for whom three components are made, of one that everybody shares and of each other.

pub mod by_hand;
pub mod by_shaku;
pub mod by_ssot;
pub mod opened;

/// What the components are known as.
///
/// The interfaces are open, since only the components of the composition can declare them.
pub mod interfaces {
    /// What everybody shares.
    #[ssot::ssot_interface(open)]
    pub trait Bus: shaku::Interface {
        /// The number of the channel of a user.
        fn channel(&self, user: u64) -> u64;
    }

    /// Made of the user and the bus.
    #[ssot::ssot_interface(open)]
    pub trait Session: shaku::Interface {
        /// The number of the user's channel.
        fn channel(&self) -> u64;
    }

    /// Made of the session.
    #[ssot::ssot_interface(open)]
    pub trait Inbox: shaku::Interface {
        /// The number of the channel for what comes in.
        fn incoming(&self) -> u64;
    }

    /// Made of the session and the inbox.
    #[ssot::ssot_interface(open)]
    pub trait Presence: shaku::Interface {
        /// The numbers of both channels.
        fn channels(&self) -> (u64, u64);
    }
}

/// The number of the first channel, which is all that a bus holds.
const FIRST_CHANNEL: u64 = 1000;

/// Nobody.
#[derive(Debug)]
pub struct Nobody;

/// Refuses a user without a number.
///
/// # Errors
///
/// The number is 0.
pub const fn check_user(number: u64) -> Result<(), Nobody> {
    if number == 0 { Err(Nobody) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shaku::HasComponent;

    use super::{by_hand, by_shaku, by_ssot, interfaces};

    #[test]
    fn all_three_give_the_same_components() {
        let channels = (1008, 2008);

        let by_hand = by_hand::open(&by_hand::build(), 8).unwrap();
        assert_eq!(by_hand.presence.channels(), channels);

        let by_shaku = by_shaku::open(&Arc::new(by_shaku::build()), 8).unwrap();
        let presence: &dyn interfaces::Presence = by_shaku.resolve_ref();
        assert_eq!(presence.channels(), channels);

        let app = by_ssot::build();
        let by_ssot = app.scope(by_ssot::User { number: 8 }).unwrap();
        let presence = by_ssot.get::<dyn interfaces::Presence>().unwrap();
        assert_eq!(presence.channels(), channels);
    }

    #[test]
    fn all_three_refuse_nobody() {
        assert!(by_hand::open(&by_hand::build(), 0).is_err());
        assert!(by_shaku::open(&Arc::new(by_shaku::build()), 0).is_err());
        assert!(by_ssot::build().scope(by_ssot::User { number: 0 }).is_err());
    }

    /// By how many each of the two is held.
    fn holders<A: ?Sized, B: ?Sized>(one: &Arc<A>, other: &Arc<B>) -> [usize; 2] {
        [Arc::strong_count(one), Arc::strong_count(other)]
    }

    #[test]
    fn all_three_share_one_session_and_one_inbox() {
        let by_hand = by_hand::open(&by_hand::build(), 8).unwrap();
        let expected = holders(&by_hand.session, &by_hand.inbox).map(|held| held + 1);

        let by_shaku = by_shaku::open(&Arc::new(by_shaku::build()), 8).unwrap();
        let session: Arc<dyn interfaces::Session> = by_shaku.resolve();
        let inbox: Arc<dyn interfaces::Inbox> = by_shaku.resolve();
        assert_eq!(holders(&session, &inbox), expected);

        let app = by_ssot::build();
        let by_ssot = app.scope(by_ssot::User { number: 8 }).unwrap();
        by_ssot.warm_up().unwrap();
        let session = by_ssot.get::<dyn interfaces::Session>().unwrap();
        let inbox = by_ssot.get::<dyn interfaces::Inbox>().unwrap();
        assert_eq!(holders(&session, &inbox), expected);
    }
}
