package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.wire.dynamodb.AttributeValue;

/// What a caller must be allowed for requests about items, with the condition keys for fine-grained access.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html>
final class Access {
    private final DynamoDbState state;
    private final Call call;
    private final String action;
    private final Map<String, List<String>> conditionKeys = new LinkedHashMap<>();

    private Access(DynamoDbState state, Call call, String action) {
        this.state = state;
        this.call = call;
        this.action = action;
    }

    /// The action on a table or one of its indexes.
    static Access to(DynamoDbState state, Call call, String action) {
        return new Access(state, call, action);
    }

    /// An action on a table, without condition keys.
    static List<Need> table(Call call, String action, String nameOrArn) {
        return List.of(Need.of(
                "dynamodb:" + action, TableName.of(nameOrArn, call.scope()).arn()));
    }

    /// `dynamodb:LeadingKeys`: the partition keys of these keys or items.
    Access leadingKeys(String table, Collection<Map<String, AttributeValue>> items) {
        state.tables().find(call.scope(), table).ifPresent(found -> {
            String partitionKey = found.keys().partitionKey();
            var values = new LinkedHashSet<String>();
            for (Map<String, AttributeValue> item : items) {
                AttributeValue value = item.get(partitionKey);
                if (value != null) {
                    spelled(value).ifPresent(values::add);
                }
            }
            if (!values.isEmpty()) {
                conditionKeys.put("dynamodb:LeadingKeys", List.copyOf(values));
            }
        });
        return this;
    }

    /// `dynamodb:LeadingKeys`: this value.
    Access leadingKey(AttributeValue value) {
        spelled(value).ifPresent(text -> conditionKeys.put("dynamodb:LeadingKeys", List.of(text)));
        return this;
    }

    private static Optional<String> spelled(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> Optional.of(text);
            case AttributeValue.N(String number) -> Optional.of(number);
            case AttributeValue.B(samara.wire.Blob blob) -> Optional.of(blob.toBase64());
            case AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.M _,
                    AttributeValue.L _,
                    AttributeValue.BOOL _,
                    AttributeValue.NULL _ -> Optional.empty();
        };
    }

    /// `dynamodb:Attributes`: the attributes that the request names.
    Access attributes(Collection<String> names) {
        if (!names.isEmpty()) {
            conditionKeys.put("dynamodb:Attributes", new ArrayList<>(new LinkedHashSet<>(names)));
        }
        return this;
    }

    /// Another condition key, if the request says something for it.
    Access key(String name, Optional<String> value) {
        value.ifPresent(text -> conditionKeys.put("dynamodb:" + name, List.of(text)));
        return this;
    }

    /// The need on a table.
    Need need(String table) {
        return need(table, Optional.empty());
    }

    /// The need on a table, or on an index of it.
    Need need(String table, Optional<String> index) {
        String arn = TableName.of(table, call.scope()).arn();
        return new Need(
                "dynamodb:" + action,
                index.map(name -> arn + "/index/" + name).orElse(arn),
                conditionKeys,
                Optional.empty(),
                Optional.empty());
    }
}
