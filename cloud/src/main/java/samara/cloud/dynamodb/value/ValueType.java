package samara.cloud.dynamodb.value;

/// DynamoDB's data types by their descriptors.
public enum ValueType {
    /// String.
    S("STRING"),
    /// Number.
    N("NUMBER"),
    /// Binary.
    B("BINARY"),
    /// String set.
    SS("STRING_SET"),
    /// Number set.
    NS("NUMBER_SET"),
    /// Binary set.
    BS("BINARY_SET"),
    /// Map.
    M("MAP"),
    /// List.
    L("LIST"),
    /// Boolean.
    BOOL("BOOLEAN"),
    /// Null.
    NULL("NULL");

    private final String title;

    ValueType(String title) {
        this.title = title;
    }

    /// How DynamoDB's messages call it: `STRING_SET`.
    public String title() {
        return title;
    }

    /// Whether values of it are ordered: strings, numbers and binary data are.
    public boolean isOrdered() {
        return switch (this) {
            case S, N, B -> true;
            case SS, NS, BS, M, L, BOOL, NULL -> false;
        };
    }
}
