package samara.cloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samara.cloud.dynamodb.value.Value;

/// The attributes that make up a key of a table or an index.
///
/// @param sortKey nothing for a simple key
record KeySchema(String partitionKey, Optional<String> sortKey) {

    /// The one or two attributes, the partition key first.
    List<String> attributes() {
        return sortKey.map(sort -> List.of(partitionKey, sort)).orElse(List.of(partitionKey));
    }

    boolean contains(String attribute) {
        return partitionKey.equals(attribute)
                || sortKey.filter(attribute::equals).isPresent();
    }

    /// The part of an item that these attributes are, with those of other keys after them.
    Map<String, Value> of(Map<String, Value> item, KeySchema... others) {
        var key = new LinkedHashMap<String, Value>();
        Stream.concat(Stream.of(this), Stream.of(others))
                .flatMap(schema -> schema.attributes().stream())
                .forEach(name -> {
                    Value value = item.get(name);
                    if (value != null) {
                        key.put(name, value);
                    }
                });
        return key;
    }
}
