package samara.cloud.xray;

import java.util.Optional;

/// A document of a trace.
record StoredSegment(String id, Optional<String> parentId, boolean isSubsegment, String document) {}
