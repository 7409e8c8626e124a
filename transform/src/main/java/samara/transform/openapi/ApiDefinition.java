package samara.transform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import samara.transform.draft.CopyCount;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.model.Rejection;

/// What edits of REST and HTTP API definitions share: finding paths and methods, through `Fn::If` around them.
public abstract class ApiDefinition {
    /// Where a method says what answers it.
    public static final String INTEGRATION = "x-amazon-apigateway-integration";
    /// The method that stands for all that have none of their own.
    public static final String ANY_METHOD = "x-amazon-apigateway-any-method";

    private static final String ENDPOINT = "x-amazon-apigateway-endpoint-configuration";
    private static final Pattern VERSION_3 = Pattern.compile("3(\\.\\d)(\\.\\d)?");

    final DraftObject document;
    final DraftObject paths;
    private final CopyCount copies;
    private final List<DraftObject> touched = new ArrayList<>();

    ApiDefinition(DraftObject document) {
        this.document = document;
        this.paths = (DraftObject) document.get("paths");
        this.copies = document.document().orElseGet(() -> {
            validatePaths();
            CopyCount count = new CopyCount();
            document.joinDocument(count);
            return count;
        });
        copies.copied();
    }

    /// Whether this is an OpenAPI version of the form `3.x` or `3.x.y`.
    public static boolean isVersion3(Draft version) {
        return VERSION_3.matcher(PythonText.str(version)).matches();
    }

    /// The name under which a definition has a method: in lower case, with API Gateway's own name for any.
    public static DraftText methodName(DraftText method) {
        String lower = method.value().toLowerCase(Locale.ROOT);
        return lower.equals("any") ? DraftText.of(ANY_METHOD) : method.with(lower);
    }

    /// A path without the slash at its end.
    public static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The value itself, or the values of an `Fn::If` that are not `AWS::NoValue`.
    public static List<Draft> alternatives(Draft value) {
        if (!(value instanceof DraftObject object) || !object.has("Fn::If")) {
            return List.of(value);
        }
        if (!(object.get("Fn::If") instanceof DraftList arguments)) {
            throw Rejection.of(object.get("Fn::If"), "if-arguments", "The value of `Fn::If` needs to be a list.");
        }
        return arguments.elements().stream()
                .skip(1)
                .filter(branch -> !Intrinsics.isNoValue(branch))
                .toList();
    }

    /// The names of the paths, in order.
    public List<String> pathNames() {
        return paths.names();
    }

    /// The name of a path, as it was written.
    public DraftText pathText(String path) {
        DraftObject.Name name = paths.nameOf(path);
        return new DraftText(name.value(), name.unicode(), name.span());
    }

    /// Whether each form of the path has the method with an integration.
    public boolean hasIntegration(DraftText path, DraftText method) {
        String name = methodName(method).value();
        if (!paths.has(path.value())) {
            return false;
        }
        for (Draft alternative : alternatives(paths.get(path.value()))) {
            if (!(alternative instanceof DraftObject item) || !item.has(name)) {
                return false;
            }
        }
        for (DraftObject item : pathItems(path.value())) {
            Draft definition = item.get(name);
            if (!(definition instanceof DraftObject) || !anyIntegrated(definition, path.value(), name)) {
                return false;
            }
        }
        return true;
    }

    private boolean anyIntegrated(Draft definition, String path, String method) {
        for (Draft alternative : alternatives(definition)) {
            if (isIntegrated(methodDefinition(alternative, path, method))) {
                return true;
            }
        }
        return false;
    }

    /// Adds a path and a method in it, empty, unless they are there.
    public void addPath(DraftText path, DraftText method) {
        if (!paths.has(path.value())) {
            paths.put(name(path), touch(DraftObject.makeLegacy()));
        }
        Draft item = paths.get(path.value());
        if (!(item instanceof DraftObject)) {
            throw notAnObject(item, path.value());
        }
        for (Draft alternative : alternatives(item)) {
            if (!(alternative instanceof DraftObject object)) {
                throw notAnObject(alternative, path.value());
            }
            DraftText methodName = methodName(method);
            if (!object.has(methodName.value())) {
                object.put(name(methodName), touch(DraftObject.makeLegacy()));
            }
        }
    }

    /// Edits a method. Of an edit that is refused nothing stays, so that no other event's route is taken for a second
    /// one beside it.
    public void editMethod(DraftText path, DraftText method, Runnable edit) {
        String name = methodName(method).value();
        boolean known = paths.has(path.value());
        List<DraftObject> forms = new ArrayList<>();
        List<Draft> before = new ArrayList<>();
        alternatives(paths.get(path.value())).forEach(form -> {
            if (form instanceof DraftObject item) {
                forms.add(item);
                before.add(item.get(name).copy());
            }
        });
        try {
            edit.run();
        } catch (Rejection e) {
            if (!known) {
                paths.remove(path.value());
            }
            for (int i = 0; i < forms.size(); i++) {
                if (before.get(i).isNothing()) {
                    forms.get(i).remove(name);
                } else {
                    forms.get(i).put(name, before.get(i));
                }
            }
            throw e;
        }
    }

    /// Puts the path under a condition.
    public void makePathConditional(String path, Draft condition) {
        paths.put(path, Intrinsics.choose(condition, paths.get(path)));
    }

    /// Turns the default address of each of the `servers` off, or says that it stays on.
    void disableServers(Draft disabled) {
        Draft servers = document.has("servers") ? document.get("servers") : DraftList.of(DraftObject.makeLegacy());
        List<? extends Draft> each = Elements.of(servers)
                .orElseThrow(() -> Rejection.of(servers, "openapi", "`servers` needs to be a list."));
        for (int i = 0; i < each.size(); i++) {
            disableEndpoint(each.get(i), "`servers[" + i + "]`", disabled);
        }
        document.put("servers", servers);
    }

    /// Turns the default address of the definition or of a server off, or says that it stays on.
    void disableEndpoint(Draft at, String what, Draft disabled) {
        if (!(at instanceof DraftObject object)) {
            throw Rejection.of(at, "openapi", what + " needs to be an object.");
        }
        if (!object.has(ENDPOINT)) {
            object.put(ENDPOINT, DraftObject.make());
        }
        if (!(object.get(ENDPOINT) instanceof DraftObject endpoint)) {
            throw Rejection.of(object.get(ENDPOINT), "openapi", what + " has a `" + ENDPOINT + "` that is no object.");
        }
        endpoint.put("disableExecuteApiEndpoint", disabled);
        touch(object);
    }

    /// Sets how long the method's integration may take.
    public void setTimeout(DraftText path, DraftText method, Draft millis) {
        eachMethod(path, method, true, definition -> integration(definition).put("timeoutInMillis", millis.copy()));
    }

    DraftObject integration(DraftObject definition) {
        return definition
                .object(INTEGRATION)
                .orElseThrow(() -> Rejection.of(
                        definition.get(INTEGRATION), "openapi", "`" + INTEGRATION + "` needs to be an object."));
    }

    /// The forms of a path: itself, or those of an `Fn::If`.
    List<DraftObject> pathItems(String path) {
        List<DraftObject> items = new ArrayList<>();
        for (Draft alternative : alternatives(paths.get(path))) {
            items.add(pathItem(alternative, path));
        }
        return items;
    }

    /// Calls `edit` with each form of a method's definition.
    void eachMethod(DraftText path, DraftText method, boolean onlyIntegrated, Consumer<DraftObject> edit) {
        String name = methodName(method).value();
        for (DraftObject item : pathItems(path.value())) {
            for (Draft alternative : alternatives(item.get(name))) {
                DraftObject definition = methodDefinition(alternative, path.value(), method.value());
                if (!onlyIntegrated || isIntegrated(definition)) {
                    edit.accept(definition);
                    touch(definition);
                }
            }
        }
    }

    /// Calls `edit` with the name and each form of each method of a path that has an integration, but for
    /// `skipped` members, which are no methods.
    void eachMethodOf(String path, List<String> skipped, BiConsumer<String, DraftObject> edit) {
        for (DraftObject item : pathItems(path)) {
            item.forEach((name, value) -> {
                if (!skipped.contains(name)) {
                    for (Draft alternative : alternatives(value)) {
                        DraftObject definition = methodDefinition(alternative, path, name);
                        if (isIntegrated(definition)) {
                            edit.accept(methodName(DraftText.of(name)).value(), definition);
                            touch(definition);
                        }
                    }
                }
            });
        }
    }

    /// A method's `security`, which needs to be a list of objects.
    DraftList security(DraftObject definition, String path, String method) {
        Draft security = definition.has("security") ? definition.get("security") : DraftList.of();
        if (security instanceof DraftList list) {
            return list;
        }
        throw Rejection.of(
                security,
                "openapi",
                "`security` of method `" + method + "` of path `" + path + "` needs to be a list.");
    }

    static boolean isIntegrated(DraftObject definition) {
        return definition.get(INTEGRATION).truthy();
    }

    static DraftObject.Name name(DraftText text) {
        return new DraftObject.Name(text.value(), text.unicode(), text.span());
    }

    static DraftObject pathItem(Draft item, String path) {
        if (item instanceof DraftObject object) {
            return object;
        }
        throw notAnObject(item, path);
    }

    static DraftObject methodDefinition(Draft definition, String path, String method) {
        if (definition instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(
                definition,
                "openapi",
                "The definition of method `" + method + "` of path `" + path + "` needs to be an object, not "
                        + definition.aKind() + ".");
    }

    private static Rejection notAnObject(Draft item, String path) {
        return Rejection.of(
                item,
                "openapi",
                "Path `" + path + "` of the definition needs to be an object, not " + item.aKind() + ".");
    }

    private void validatePaths() {
        paths.forEach((path, item) -> alternatives(item).forEach(alternative -> validatePath(alternative, path)));
    }

    abstract void validatePath(Draft item, String path);

    /// Notes that this part of the definition was changed or made.
    DraftObject touch(DraftObject part) {
        touched.add(part);
        return part;
    }

    /// Ends the edit.
    void counted() {
        touched.forEach(part -> part.joinDocument(copies));
        touched.clear();
        copies.copied();
    }
}
