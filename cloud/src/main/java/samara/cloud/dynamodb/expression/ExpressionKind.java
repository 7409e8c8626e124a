package samara.cloud.dynamodb.expression;

import samara.cloud.dynamodb.value.Invalid;
import samara.wire.AwsException;

/// The expressions that requests have, by their parameters' names.
public enum ExpressionKind {
    /// What must hold for a write.
    CONDITION("ConditionExpression"),
    /// What a read returns of what it found.
    FILTER("FilterExpression"),
    /// Which items a query reads.
    KEY_CONDITION("KeyConditionExpression"),
    /// What an update does.
    UPDATE("UpdateExpression"),
    /// Which attributes a read returns.
    PROJECTION("ProjectionExpression");

    private final String parameter;

    ExpressionKind(String parameter) {
        this.parameter = parameter;
    }

    /// The parameter's name.
    public String parameter() {
        return parameter;
    }

    AwsException invalid(String message) {
        return Invalid.because("Invalid " + parameter + ": " + message);
    }
}
