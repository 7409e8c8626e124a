package samara.cloud.dynamodb;

/// Capacity units a second, as provisioned.
record Throughput(long readCapacityUnits, long writeCapacityUnits) {
    /// What tables on demand say.
    static final Throughput NONE = new Throughput(0, 0);
}
