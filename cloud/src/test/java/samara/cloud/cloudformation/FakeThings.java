package samara.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.cloud.resource.ResourceTypes;
import samara.wire.AwsException;

/// A resource type whose resources live in a map: `Test::Thing`.
final class FakeThings implements ResourceType<FakeThings.Properties, FakeThings.Attributes>, ResourceTypes {
    final Map<String, Properties> things = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();

    record Properties(Optional<String> name, Optional<String> text, Optional<String> other) {}

    record Attributes(String arn) {}

    @Override
    public Optional<ResourceType<?, ?>> named(String name) {
        return name.equals("Test::Thing") ? Optional.of(this) : Optional.empty();
    }

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("Test::Thing", Properties.class, Attributes.class)
                .replacedOn("Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        calls.add("create " + context.logicalId());
        refuse(desired);
        String id = desired.name().orElseGet(() -> context.generatedName(40));
        things.put(id, desired);
        return new Physical<>(id, new Attributes("arn:" + id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        calls.add("update " + context.logicalId());
        refuse(to);
        things.put(at.id(), to);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        calls.add("delete " + context.logicalId());
        if (last.other().equals(Optional.of("sticky"))) {
            throw new AwsException("Conflict", 409, "It sticks.");
        }
        things.remove(at.id());
    }

    private static void refuse(Properties desired) {
        if (desired.text().equals(Optional.of("bad"))) {
            throw new AwsException("Refused", 400, "This text is bad.");
        }
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }
}
