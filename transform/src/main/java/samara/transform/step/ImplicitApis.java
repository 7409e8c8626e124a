package samara.transform.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Nothing;
import samara.transform.model.CombinedConditions;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// Makes the API of events that name none, and notes the paths of all events in their APIs, so that an API's paths are
/// there before its methods are.
///
/// Before: a function with an `Api` event without `RestApiId`. After: the event refers to `ServerlessRestApi`, which is
/// there with the event's path.
public final class ImplicitApis implements Step {
    private final ImplicitApiKind kind;

    /// For one kind of API.
    public ImplicitApis(ImplicitApiKind kind) {
        this.kind = kind;
    }

    /// What the events of an API's methods say about it.
    private static final class Usage {
        private final Map<String, Map<String, Draft>> conditions = new LinkedHashMap<>();
        private final Set<String> deletionPolicies = new LinkedHashSet<>();
        private final Set<String> updateReplacePolicies = new LinkedHashSet<>();
    }

    @Override
    public void apply(Translation translation) {
        DraftObject sources = translation.sources();
        Draft existing = sources.get(kind.implicitId());
        sources.put(kind.implicitId(), implicit());
        Map<String, Usage> usages = new LinkedHashMap<>();
        List<Diagnostic> wrong = new ArrayList<>();
        sources.forEach((id, value) -> {
            if (value instanceof DraftObject resource && hasEvents(resource)) {
                try {
                    addEvents(resource, translation, usages);
                } catch (Rejection e) {
                    wrong.addAll(e.inResource(id).placedAt(resource.span()).diagnostics());
                }
            }
        });
        addAttributes(translation, usages);
        addPathConditions(translation, usages);
        boolean unused = sources.object(kind.implicitId())
                .map(api -> kind.paths(api) == 0)
                .orElse(false);
        if (unused && existing.isNothing()) {
            sources.remove(kind.implicitId());
        } else if (unused) {
            sources.put(kind.implicitId(), existing);
        }
        if (!wrong.isEmpty()) {
            throw new Rejection(wrong);
        }
    }

    private DraftObject implicit() {
        DraftObject properties = DraftObject.make();
        if (kind.stageName().isPresent()) {
            properties.put("StageName", kind.stageName().get());
        }
        properties.put("DefinitionBody", kind.skeleton()).put("__MANAGE_SWAGGER", true);
        return DraftObject.make().put("Type", kind.apiType()).put("Properties", properties);
    }

    private static boolean hasEvents(DraftObject resource) {
        boolean owns = resource.get("Type").is("AWS::Serverless::Function")
                || resource.get("Type").is("AWS::Serverless::StateMachine");
        return owns
                && resource.object("Properties")
                        .flatMap(properties -> properties.object("Events"))
                        .isPresent();
    }

    private void addEvents(DraftObject resource, Translation translation, Map<String, Usage> usages) {
        DraftObject events = resource.object("Properties")
                .flatMap(properties -> properties.object("Events"))
                .orElseThrow();
        DraftObject own = DraftObject.makeLegacy();
        events.members().forEach(member -> {
            if (member.value() instanceof DraftObject event && event.get("Type").is(kind.eventType())) {
                own.put(member.name(), event);
            }
        });
        if (own.size() == 0) {
            return;
        }
        own.forEach((name, event) -> addEvent(name, (DraftObject) event, resource, translation, usages));
        events.putAll(own);
    }

    private void addEvent(
            String name, DraftObject event, DraftObject owner, Translation translation, Map<String, Usage> usages) {
        Draft given = event.get("Properties");
        if (!given.truthy() && kind == ImplicitApiKind.REST) {
            return;
        }
        if (!(given instanceof DraftObject) && !given.isNothing()) {
            throw Rejection.of(given, "wrong-type", "`Properties` needs to be an object, not " + given.aKind() + ".")
                    .inEvent(name);
        }
        if (event.has("Properties") && given.isNothing()) {
            throw Rejection.at(event.nameSpan("Properties"), "wrong-type", "`Properties` needs to be an object.")
                    .inEvent(name);
        }
        DraftObject properties = event.objectOrNew("Properties");
        passTags(properties, owner, translation);
        if (!properties.has(kind.apiProperty())) {
            properties.put(kind.apiProperty(), DraftObject.of("Ref", DraftText.of(kind.implicitId())));
        }
        kind.addDefaults(properties);
        Route route = route(name, properties);
        Usage usage = usages.computeIfAbsent(route.api().value(), key -> new Usage());
        usage.conditions
                .computeIfAbsent(route.path().value(), key -> new LinkedHashMap<>())
                .put(route.method().value(), owner.get("Condition"));
        owner.text("DeletionPolicy").ifPresent(usage.deletionPolicies::add);
        owner.text("UpdateReplacePolicy").ifPresent(usage.updateReplacePolicies::add);
        addPath(name, properties, route, translation);
        kind.addRouteSettings(
                name,
                properties,
                owner.get("Condition"),
                translation,
                route.api().value());
    }

    private record Route(DraftText api, DraftText path, DraftText method) {}

    private Route route(String name, DraftObject properties) {
        Draft reference = properties.get(kind.apiProperty());
        Draft api = reference instanceof DraftObject object && object.has("Ref") ? object.get("Ref") : reference;
        return new Route(
                text(name, properties, kind.apiProperty(), api),
                text(name, properties, "Path", properties.get("Path")),
                text(name, properties, "Method", properties.get("Method")));
    }

    private static DraftText text(String name, DraftObject properties, String property, Draft value) {
        if (value instanceof DraftText text) {
            return text;
        }
        throw Rejection.of(
                        value.isNothing() ? properties : value,
                        value.isNothing() ? "missing-property" : "wrong-type",
                        value.isNothing()
                                ? "Property `" + property + "` is missing."
                                : "`" + property + "` needs to be a string, not " + value.aKind() + ".")
                .inEvent(name);
    }

    private void passTags(DraftObject event, DraftObject owner, Translation translation) {
        if (event.has(kind.apiProperty())) {
            return;
        }
        String section = owner.text("Type").orElse("").replace("AWS::Serverless::", "");
        DraftObject globals = translation
                .template()
                .object("Globals")
                .flatMap(all -> all.object(section))
                .orElseGet(DraftObject::make);
        DraftObject own = owner.object("Properties").orElseGet(DraftObject::make);
        Draft wanted = own.get("PropagateTags").truthy() ? own.get("PropagateTags") : globals.get("PropagateTags");
        Draft tags = own.get("Tags").truthy() ? own.get("Tags") : globals.get("Tags");
        if (wanted.truthy() && tags instanceof DraftObject added && added.truthy()) {
            translation
                    .sources()
                    .object(kind.implicitId())
                    .flatMap(api -> api.object("Properties"))
                    .ifPresent(api -> {
                        api.objectOrNew("Tags").putAll(added);
                        api.put("PropagateTags", true);
                    });
        }
    }

    private void addPath(String name, DraftObject properties, Route route, Translation translation) {
        Optional<DraftObject> api = translation.sources().object(route.api().value());
        if (api.isEmpty() || kind.isOtherKind(api.get().text("Type").orElse(""))) {
            throw Rejection.of(
                            properties.get(kind.apiProperty()),
                            "api-reference",
                            "`" + kind.apiProperty() + "` needs to refer to an API of type `" + kind.apiType()
                                    + "` in the same template.")
                    .inEvent(name);
        }
        DraftObject own = api.get().object("Properties").orElseGet(DraftObject::make);
        if (own.get("__MANAGE_SWAGGER").truthy()) {
            kind.addPath(own.get("DefinitionBody"), route.path(), route.method());
        }
    }

    private void addAttributes(Translation translation, Map<String, Usage> usages) {
        Usage usage = usages.get(kind.implicitId());
        Optional<DraftObject> api = translation.sources().object(kind.implicitId());
        if (usage == null || api.isEmpty()) {
            return;
        }
        Set<Draft> conditions = new LinkedHashSet<>();
        usage.conditions.values().forEach(methods -> conditions.addAll(methods.values()));
        condition(conditions, kind.implicitId() + "Condition", translation)
                .ifPresent(condition -> api.get().put("Condition", condition));
        strictest(usage.deletionPolicies, "Retain", "Delete")
                .ifPresent(policy -> api.get().put("DeletionPolicy", policy));
        strictest(usage.updateReplacePolicies, "Retain", "Snapshot", "Delete")
                .ifPresent(policy -> api.get().put("UpdateReplacePolicy", policy));
    }

    private static Optional<String> strictest(Set<String> given, String... strictestFirst) {
        return List.of(strictestFirst).stream().filter(given::contains).findFirst();
    }

    /// The condition under which one of these holds; none where something is there without a condition.
    private static Optional<Draft> condition(Set<Draft> conditions, String name, Translation translation) {
        if (conditions.isEmpty() || conditions.contains(Nothing.HERE)) {
            return Optional.empty();
        }
        if (conditions.size() == 1) {
            return Optional.of(conditions.iterator().next());
        }
        List<String> names =
                conditions.stream().map(ImplicitApis::conditionName).sorted().toList();
        CombinedConditions.add(translation.conditions(), name, names);
        return Optional.of(DraftText.of(name));
    }

    private static String conditionName(Draft condition) {
        if (condition instanceof DraftText name) {
            return name.value();
        }
        throw Rejection.of(
                condition, "wrong-type", "`Condition` needs to be the name of one, not " + condition.aKind() + ".");
    }

    private void addPathConditions(Translation translation, Map<String, Usage> usages) {
        translation.sources().forEach((id, value) -> {
            if (!(value instanceof DraftObject api) || !api.get("Type").is(kind.apiType())) {
                return;
            }
            DraftObject properties = api.object("Properties").orElseGet(DraftObject::make);
            if (!properties.get("__MANAGE_SWAGGER").truthy()) {
                return;
            }
            Map<String, Draft> byPath = new LinkedHashMap<>();
            Usage usage = usages.getOrDefault(id, new Usage());
            for (String path : kind.pathNames(properties.get("DefinitionBody"))) {
                Set<Draft> conditions = new LinkedHashSet<>(
                        usage.conditions.getOrDefault(path, Map.of()).values());
                String named = path.replace("/", "SLASH").replace("{", "OB").replace("}", "CB");
                condition(conditions, id + named + "PathCondition", translation)
                        .ifPresent(condition -> byPath.put(path, condition));
            }
            kind.makePathsConditional(properties.get("DefinitionBody"), byPath);
        });
    }
}
