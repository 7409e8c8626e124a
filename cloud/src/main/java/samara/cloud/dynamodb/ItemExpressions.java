package samara.cloud.dynamodb;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.ConditionParser;
import samara.cloud.dynamodb.expression.ExpressionKind;
import samara.cloud.dynamodb.expression.Placeholders;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.expression.ProjectionParser;
import samara.cloud.dynamodb.expression.UpdateExpression;
import samara.cloud.dynamodb.expression.UpdateParser;
import samara.cloud.dynamodb.value.Invalid;
import samara.wire.AwsException;
import samara.wire.dynamodb.AttributeValue;

/// The expressions of one request with their placeholders. Parse what the request has, then [#finish].
final class ItemExpressions {
    private final Placeholders placeholders;
    private final Set<String> attributes = new LinkedHashSet<>();

    private ItemExpressions(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// Begins with the placeholders of a request.
    ///
    /// @param given the texts of the request's expressions by their parameters' names; without any there may be no
    ///     placeholders
    static ItemExpressions of(
            Optional<Map<String, String>> names,
            Optional<Map<String, AttributeValue>> values,
            Map<String, Optional<String>> given) {
        check("ExpressionAttributeNames", names.map(Map::isEmpty), given);
        check("ExpressionAttributeValues", values.map(Map::isEmpty), given);
        return new ItemExpressions(Placeholders.of(
                names.orElse(Map.of()),
                values.map(AttributeValues::readPlaceholders).orElse(Map.of())));
    }

    private static void check(String parameter, Optional<Boolean> isEmpty, Map<String, Optional<String>> given) {
        if (isEmpty.isEmpty()) {
            return;
        }
        if (given.values().stream().allMatch(Optional::isEmpty)) {
            String are = given.size() > 1 ? " are null" : " is null";
            throw Invalid.because(parameter + " can only be specified when using expressions: "
                    + String.join(" and ", given.keySet()) + are);
        }
        if (isEmpty.get()) {
            throw Invalid.because(parameter + " must not be empty");
        }
    }

    Optional<ConditionExpression> condition(ExpressionKind kind, Optional<String> text) {
        return text.map(given -> {
            ConditionExpression parsed = ConditionParser.parse(kind, given, placeholders);
            attributes.addAll(parsed.attributes());
            return parsed;
        });
    }

    Optional<UpdateExpression> update(Optional<String> text) {
        return text.map(given -> {
            UpdateExpression parsed = UpdateParser.parse(given, placeholders);
            attributes.addAll(parsed.attributes());
            return parsed;
        });
    }

    Optional<Projection> projection(Optional<String> text) {
        return text.map(given -> {
            Projection parsed = ProjectionParser.parse(given, placeholders);
            attributes.addAll(parsed.attributes());
            return parsed;
        });
    }

    /// To be called when all expressions are parsed.
    void finish() {
        placeholders.checkAllUsed();
    }

    /// The attributes that the expressions of a request name, for IAM. Nothing where they can not be parsed: the
    /// request then fails whoever makes it.
    static Set<String> named(
            Optional<Map<String, String>> names,
            Optional<Map<String, AttributeValue>> values,
            Map<ExpressionKind, Optional<String>> given) {
        if (given.values().stream().allMatch(Optional::isEmpty)) {
            return Set.of();
        }
        try {
            var expressions = new ItemExpressions(Placeholders.of(
                    names.orElse(Map.of()),
                    values.map(AttributeValues::readPlaceholders).orElse(Map.of())));
            given.forEach((kind, text) -> {
                switch (kind) {
                    case CONDITION, FILTER, KEY_CONDITION -> expressions.condition(kind, text);
                    case UPDATE -> expressions.update(text);
                    case PROJECTION -> expressions.projection(text);
                }
            });
            return expressions.attributes;
        } catch (AwsException _) {
            return Set.of();
        }
    }

    /// Refuses the parameters from the time before expressions.
    static void refuseLegacy(String parameter, Optional<?> given, String instead) {
        Choices.refuse(parameter, given, "Use `" + instead + "`, which has taken its place.");
    }

    /// The words of `ReturnValuesOnConditionCheckFailure`.
    static boolean returnsOnFailure(Optional<String> given) {
        return Choices.of("returnValuesOnConditionCheckFailure", given, "NONE", List.of("ALL_OLD", "NONE"))
                .equals("ALL_OLD");
    }
}
