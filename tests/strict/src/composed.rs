//! A composition with everything.

use ::core::convert::Infallible;
use ::std::sync::Arc;

use ::ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

/// What birds live in.
#[derive(Clone, Copy, Debug)]
pub struct Cage {
    /// How many fit in.
    pub room: u8,
}

impl Context for Cage {
    type Id = u8;
    type Error = Infallible;

    fn id(&self) -> u8 {
        self.room
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// A time of the day in a cage.
#[derive(Clone, Copy, Debug)]
pub struct Hour;

impl Context for Hour {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Sings.
#[ssot_interface]
pub trait Singer: Send + Sync {
    /// A song.
    fn sing(&self) -> String;
}

/// Notes.
#[derive(Debug)]
pub struct Notes(pub String);

/// What all birds know.
#[derive(Debug)]
#[ssot_component(name = "strict::Tune", scope = singleton)]
pub struct Tune {
    notes: String,
}

#[factory]
impl Tune {
    /// Learns a tune.
    #[must_use]
    pub fn create(notes: &Notes) -> Self {
        Self {
            notes: notes.0.clone(),
        }
    }
}

/// A bird.
#[derive(Debug)]
#[ssot_component(name = "strict::Canary", scope = context(Cage), implements(Singer))]
pub struct Canary {
    tune: Arc<Tune>,
}

#[factory]
impl Canary {
    /// Hatches.
    ///
    /// # Errors
    ///
    /// There is no room.
    pub fn create(cage: &Scope<Cage>, tune: Arc<Tune>) -> Result<Self, &'static str> {
        if cage.room == 0 {
            return Err("there is no room");
        }
        Ok(Self { tune })
    }
}

impl Singer for Canary {
    fn sing(&self) -> String {
        self.tune.notes.clone()
    }
}

/// A song that takes its time.
#[derive(Debug)]
#[ssot_component(name = "strict::Song")]
pub struct Song {
    words: String,
}

#[factory]
impl Song {
    /// Sings.
    pub async fn create(singer: &dyn Singer, hour: &Scope<Hour>) -> Self {
        let Hour = hour.context();
        ::core::future::ready(Self {
            words: singer.sing(),
        })
        .await
    }
}

impl Song {
    /// The words of it.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

composition! {
    /// Everything that sings.
    pub struct Choir {
        inputs { Notes }
        singletons { Tune }
        context(Cage) {
            Canary as dyn Singer,
            context(Hour) {
                transients { Song }
            }
        }
        left_out { "strict::Parrot", "strict::Anything" }
    }
}

composition! {
    /// The same, for the crate only.
    pub(crate) struct Rehearsal overrides Choir { Song => Song }
}

/// How many there are to rehearse.
#[must_use]
pub fn rehearsed() -> usize {
    Rehearsal::verify().len()
}
