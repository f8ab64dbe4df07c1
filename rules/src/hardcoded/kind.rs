//! The ways to write an address.

use core::fmt;

/// What an address is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `db.internal:5432`
    HostAndPort,
    /// `127.0.0.1`, with or without a port.
    Ipv4,
    /// `::1`, or `[::1]:80`.
    Ipv6,
    /// `https://api.acme.io`
    Url,
    /// `postgresql://db/orders`, or `host=db dbname=orders`.
    ConnectionString,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::HostAndPort => "a host with a port",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Url => "a URL",
            Self::ConnectionString => "a connection string",
        })
    }
}
