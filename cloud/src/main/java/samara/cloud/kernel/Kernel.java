package samara.cloud.kernel;

import java.nio.file.Path;

/// What the cloud hands to the constructor of each service: state, time, chance, and the ways to others.
///
/// @param store durable ordered tables; the state of a service lives here and nowhere else
/// @param blobs large bodies (objects, code archives), as content-addressed files
/// @param clock the one time of this cloud; can be frozen and advanced
/// @param scheduler work that waits on `clock`, and background loops
/// @param ids everything random
/// @param events what was called, by whom, and how it was decided
/// @param calls the path to other services' operations
/// @param identities who a key belongs to, and what roles trust
/// @param sessions temporary credentials for roles that a service acts with
/// @param sites where a service registers an HTTP surface of its own
/// @param addresses how clients reach this cloud's port
/// @param files a folder for working files (unpacked code, sockets); not part of snapshots
public record Kernel(
        Store store,
        Blobs blobs,
        Clock clock,
        Scheduler scheduler,
        Ids ids,
        EventLog events,
        Calls calls,
        Identities identities,
        Sessions sessions,
        Sites sites,
        Addresses addresses,
        Path files) {}
