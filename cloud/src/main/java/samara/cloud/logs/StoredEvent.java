package samara.cloud.logs;

/// A log event.
///
/// @param time in milliseconds, as its writer said
/// @param ingested when it came
record StoredEvent(String stream, long time, long ingested, String message) {}
