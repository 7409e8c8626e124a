package samara.cloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Ids;
import samara.cloud.resource.ResourceContext;

/// What one resource type's call gets from the engine.
final class RunContext implements ResourceContext {
    private static final int SUFFIX = 12;

    private final Engine engine;
    private final StoredStack stack;
    private final Call call;
    private final String logicalId;
    private Optional<String> suffix = Optional.empty();

    RunContext(Engine engine, StoredStack stack, Call call, String logicalId) {
        this.engine = engine;
        this.stack = stack;
        this.call = call;
        this.logicalId = logicalId;
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public Calls calls() {
        return engine.kernel().calls();
    }

    @Override
    public String logicalId() {
        return logicalId;
    }

    @Override
    public String stackName() {
        return stack.name();
    }

    @Override
    public String stackId() {
        return stack.id();
    }

    @Override
    public Map<String, String> stackTags() {
        var tags = new LinkedHashMap<String, String>();
        stack.deployment().ifPresent(deployment -> tags.putAll(deployment.tags()));
        tags.put("aws:cloudformation:stack-name", stack.name());
        tags.put("aws:cloudformation:stack-id", stack.id());
        tags.put("aws:cloudformation:logical-id", logicalId);
        return tags;
    }

    @Override
    public String generatedName(int maxLength) {
        Ids ids = engine.kernel().ids();
        suffix = suffix.or(() -> Optional.of(ids.upperAlphanumeric(SUFFIX)));
        String end = "-" + suffix.get();
        String start = stack.name() + "-" + logicalId;
        int room = maxLength - end.length();
        if (start.length() > room) {
            int half = Math.max(1, (room - 1) / 2);
            String name = stack.name().substring(0, Math.min(stack.name().length(), half));
            String id = logicalId.substring(0, Math.min(logicalId.length(), room - name.length() - 1));
            start = name + "-" + id;
        }
        return start + end;
    }
}
