package samara.transform.event;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;
import samara.transform.openapi.ApiDefinition;

/// `MergeDefinitions`: what an event adds to an API is merged into the definition that the user wrote, member by member
/// of the method.
final class RestMerge {
    private RestMerge() {}

    /// Merges the method that `made` has for this route into `written`.
    static void into(DraftObject written, DraftObject made, RestRoute route) {
        String path = route.path().value();
        Draft paths = written.get("paths");
        if (!paths.truthy()) {
            paths = DraftObject.make();
        }
        DraftObject target = object(paths, route, "paths");
        Draft item = target.get(path);
        Draft method = item.isNothing()
                ? item
                : object(item, route, "paths." + path).get(route.method().value());
        DraftObject merged = DraftObject.make();
        if (method.truthy()) {
            merged.putAll(
                    object(method, route, "paths." + path + "." + route.method().value()));
        }
        DraftText methodName = ApiDefinition.methodName(route.method());
        made.object("paths")
                .flatMap(all -> all.object(path))
                .flatMap(all -> all.object(methodName.value()))
                .ifPresent(merged::putAll);
        if (item.isNothing()) {
            target.put(name(route.path()), DraftObject.make());
        }
        target.objectOrNew(path).put(name(route.method()), merged);
    }

    private static DraftObject.Name name(DraftText text) {
        return new DraftObject.Name(text.value(), text.unicode(), text.span());
    }

    private static DraftObject object(Draft value, RestRoute route, String path) {
        if (value instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(
                        value,
                        "openapi",
                        "`" + path + "` of `DefinitionBody` needs to be an object, not " + value.aKind() + ".")
                .inResource(route.apiId());
    }
}
