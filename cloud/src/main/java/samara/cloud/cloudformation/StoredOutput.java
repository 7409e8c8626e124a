package samara.cloud.cloudformation;

import java.util.Optional;

/// One output of a stack.
record StoredOutput(String key, String value, Optional<String> description, Optional<String> exportName) {}
