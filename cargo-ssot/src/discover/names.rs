//! What types of other crates are, by their names: nothing else of them is known.

/// A list of words, each of which is an identifier.
macro_rules! words {
    ($($word:ident)*) => {
        &[$(stringify!($word)),*]
    };
}

/// Types that change behind a shared reference.
const CELLS: &[&str] = words![
    ArcSwap ArcSwapAny ArcSwapOption Barrier Condvar DashMap DashSet Injector Notify Receiver
    RefCell ReentrantLock SegQueue ArrayQueue Semaphore Sender ShardedLock SkipMap SkipSet
    SyncSender SyncUnsafeCell UnboundedReceiver UnboundedSender UnsafeCell WatchSender
];

/// Types that are there to hold others, whatever those are.
pub(super) const CONTAINERS: &[&str] = words![
    Arc BTreeMap BTreeSet Box Cow FxHashMap FxHashSet AHashMap AHashSet HashMap HashSet IndexMap
    IndexSet Option Pin Rc Result Vec VecDeque PhantomData
];

/// Containers of several values.
pub(super) const COLLECTIONS: &[&str] = words![
    AHashMap AHashSet BTreeMap BTreeSet FxHashMap FxHashSet HashMap HashSet IndexMap IndexSet Vec
    VecDeque
];

/// Types whose values do not change once they are there.
const VALUES: &[&str] = words![
    AhoCorasick Algorithm BytesRegex Bytes CStr CString DateTime DecodingKey Decimal Dir Duration
    EncodingKey Error GlobMatcher GlobSet Header Fn FnMut FnOnce HeaderName HeaderValue IpAddr IpNet
    Ipv4Addr Ipv6Addr Instant LanguageTag LazyLock Mime NaiveDate OsStr OsString Path PathBuf
    Pattern Regex RegexBuilder RegexSet Selector Send Sync Range RangeInclusive NonZero NonZeroU32
    NonZeroUsize SocketAddr Str String SyntaxSet SystemTime ThemeSet TimeDelta Uri Url Utc Uuid
    Value Version VersionReq bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8
    usize
];

/// The last words of types of other crates that hold something: a connection, a process, a counter. Any other type of
/// another crate may be a value as well, which nothing changes once it is there.
const HANDLES: &[&str] = words![
    Bus Cache Channel Client Clipboard Collector Connection Controller Counter Database Db
    Dispatcher Driver Emitter Engine Environment Executor Family Gauge Guard Handle Handler
    Histogram Instance Interner Keyring Limiter Listener Logger Manager Meter Metrics Monitor Pool
    Process Progress Producer Provider Publisher Queue Recorder Redis Registry Reporter Repository
    Rng Runtime Scheduler Sender Service Session Sink Socket Storage Store Stream System Telemetry
    Terminal Tracer Tracker Transport Tx Vec Watcher Worker World
];

/// Whether a name is that of a type of another crate that holds something. `IntCounter` and `CounterVec` are counters.
pub(super) fn is_handle(name: &str) -> bool {
    is_foreign(name)
        && HANDLES.iter().any(|word| {
            name.strip_suffix(word)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_uppercase()))
        })
}

/// Whether a name is that of a type of another crate that is more than a value.
pub(super) fn is_foreign(name: &str) -> bool {
    let is_late = name.starts_with("Once") || name.contains("Lazy");
    name.len() > 1
        && name.contains(char::is_lowercase)
        && name.starts_with(char::is_uppercase)
        && !is_late
        && name != "Self"
        && !CONTAINERS.contains(&name)
        && !is_value(name)
}

pub(super) fn is_cell(name: &str) -> bool {
    let is_late = name.starts_with("Once") || name.contains("Lazy");
    CELLS.contains(&name)
        || !is_late
            && ["Cell", "Mutex", "RwLock"]
                .iter()
                .any(|end| name.ends_with(end))
}

pub(super) fn is_atomic(name: &str) -> bool {
    name.starts_with("Atomic")
}

/// Whether a type is there to hold others.
pub(super) fn is_container(name: &str) -> bool {
    CONTAINERS.contains(&name) || is_value(name)
}

pub(super) fn is_value(name: &str) -> bool {
    VALUES.contains(&name)
}
