//! A library that owns a configuration key which another crate owns too.

/// Its key is the variable `TWIN_TLS_PORT`.
#[ssot::ssot_config(prefix = "TWIN")]
pub struct TwinConfig {
    /// Where it listens.
    pub tls_port: Option<u16>,
}
