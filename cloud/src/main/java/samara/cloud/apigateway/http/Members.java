package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.wire.AwsException;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.Structure;

/// The members of a request or an answer by AWS's names. This API has the same members in the request that creates
/// something and the one that changes it, and in five answers that show it; here they are one.
final class Members {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// What a structure holds.
    static Members of(Schema schema, Structure structure) {
        Members members = new Members();
        List<Member> all = schema.members();
        for (int i = 0; i < all.size(); i++) {
            Object value = structure.member(i);
            if (value != null) {
                members.values.put(all.get(i).name(), value);
            }
        }
        return members;
    }

    /// Sets a member.
    Members with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /// Sets a member that there may not be.
    Members with(String name, Optional<?> value) {
        value.ifPresent(present -> values.put(name, present));
        return this;
    }

    /// The structure of these members. Those that it does not have are left out.
    Structure make(Schema schema) {
        List<Member> all = schema.members();
        @Nullable Object[] made = new @Nullable Object[all.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = values.get(all.get(i).name());
        }
        return schema.make(made);
    }

    /// A text that must be there.
    String text(String name) {
        return maybe(name, String.class).orElseThrow(() -> ApiGatewayErrors.badRequest("`" + name + "` is missing"));
    }

    /// Refuses the first of these members that is there.
    void refuse(List<String> names, Function<String, AwsException> why) {
        names.stream()
                .filter(values::containsKey)
                .findFirst()
                .map(name -> why.apply("`" + name + "`"))
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    /// Refuses what an HTTP API does not have.
    void refuseOfHttp(String... names) {
        refuse(List.of(names), name -> ApiGatewayErrors.badRequest(name + " is only for WebSocket APIs"));
    }

    /// A member of this class.
    <T> Optional<T> maybe(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    /// A member that is a text, or else what was.
    Optional<String> text(String name, Optional<String> before) {
        return maybe(name, String.class).or(() -> before);
    }

    /// A member that is true or false, or else what was.
    boolean flag(String name, boolean before) {
        return maybe(name, Boolean.class).orElse(before);
    }

    /// A member that is a list of texts, or else what was.
    @SuppressWarnings("unchecked") // lists of this API hold texts
    List<String> texts(String name, List<String> before) {
        return maybe(name, List.class).map(list -> (List<String>) list).orElse(before);
    }

    /// A member that is a map, or else what was.
    @SuppressWarnings("unchecked") // the caller knows the model
    <T> Map<String, T> map(String name, Map<String, T> before) {
        return maybe(name, Map.class).map(map -> (Map<String, T>) map).orElse(before);
    }
}
