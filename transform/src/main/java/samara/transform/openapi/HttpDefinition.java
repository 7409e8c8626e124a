package samara.transform.openapi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Rejection;

/// An edit of an HTTP API's definition, OpenAPI 3. See
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html>.
public final class HttpDefinition extends ApiDefinition {
    /// The path that stands for all that have no route.
    public static final String DEFAULT_PATH = "$default";

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z0-9._-]+|proxy\\+)}");
    private static final Pattern FUNCTION = Pattern.compile("([A-Za-z0-9]+)\\.Arn");
    private static final String CORS = "x-amazon-apigateway-cors";
    private static final String TAG_VALUE = "x-amazon-apigateway-tag-value";

    private final DraftObject securitySchemes;
    private final Draft tags;
    private final Draft info;

    private HttpDefinition(DraftObject document) {
        super(document);
        DraftObject components = objectOrNew(document, "components", "The definition's `components`");
        securitySchemes = objectOrNew(components, "securitySchemes", "`components.securitySchemes`");
        tags = document.get("tags").truthy() ? document.get("tags") : DraftList.of();
        info = document.get("info").truthy() ? document.get("info") : DraftObject.makeLegacy();
    }

    /// Begins an edit of this definition.
    public static HttpDefinition edit(Draft definition) {
        if (!isValid(definition)) {
            throw Rejection.of(
                    definition,
                    "openapi",
                    "The definition needs an `openapi` of version 3 and `paths`, written into `DefinitionBody` itself.");
        }
        return new HttpDefinition((DraftObject) definition);
    }

    /// Whether it is a definition that can be edited.
    public static boolean isValid(Draft definition) {
        return definition instanceof DraftObject object
                && object.get("paths") instanceof DraftObject
                && object.get("openapi").truthy()
                && isVersion3(object.get("openapi"));
    }

    /// The definition of an API without paths.
    public static DraftObject skeleton() {
        DraftObject info =
                DraftObject.makeLegacy().put("version", "1.0").put("title", Intrinsics.ref("AWS::StackName"));
        return DraftObject.makeLegacy()
                .put("openapi", "3.0.1")
                .put("info", info)
                .put("paths", DraftObject.makeLegacy());
    }

    /// A path with `*` for each variable, as ARNs have it.
    public static String pattern(String path) {
        return VARIABLE.matcher(path).replaceAll("*");
    }

    private DraftObject info() {
        if (info instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(info, "openapi", "The definition's `info` needs to be an object, not " + info.aKind() + ".");
    }

    private static DraftObject objectOrNew(DraftObject parent, String name, String what) {
        Draft value = parent.get(name);
        if (!value.truthy()) {
            return DraftObject.makeLegacy();
        }
        if (value instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(value, "openapi", what + " needs to be an object, not " + value.aKind() + ".");
    }

    @Override
    void validatePath(Draft item, String path) {
        // An HTTP API may import paths that are null; only the methods that are edited need to be objects.
    }

    /// Ends the edit; the definition it began with is changed.
    public DraftObject finish() {
        if (tags.truthy()) {
            document.put("tags", tags);
        }
        if (securitySchemes.truthy()) {
            if (!document.get("components").truthy()) {
                document.put("components", touch(DraftObject.makeLegacy()));
            }
            if (document.get("components") instanceof DraftObject components) {
                components.put("securitySchemes", touch(securitySchemes));
            }
        }
        if (info.truthy()) {
            document.put("info", info instanceof DraftObject object ? touch(object) : info);
        }
        counted();
        return document;
    }

    /// Whether the function of this id answers the method of the path, in each of its forms.
    public boolean isAnsweredBy(String functionId, DraftText path, DraftText method) {
        if (!hasIntegration(path, method)) {
            return false;
        }
        boolean[] all = {true};
        eachMethod(path, method, false, definition -> {
            Draft uri = integration(definition).get("uri");
            all[0] &= uri instanceof DraftObject
                    && alternatives(uri).stream()
                            .allMatch(form -> functionOf(form).equals(Optional.of(functionId)));
        });
        return all[0];
    }

    private static Optional<String> functionOf(Draft uri) {
        if (uri instanceof DraftObject object && object.get("Fn::Sub") instanceof DraftText text) {
            Matcher matcher = FUNCTION.matcher(text.value());
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /// Has a function answer a method, unless something answers it.
    public void addLambdaIntegration(DraftText path, DraftText method, DraftObject uri, Draft condition) {
        if (hasIntegration(path, method)) {
            return;
        }
        addPath(path, method);
        String methodName = methodName(method).value();
        for (DraftObject item : pathItems(path.value())) {
            if (item.get(methodName).isNothing()) {
                item.put(methodName, DraftObject.makeLegacy());
            }
            DraftObject definition = methodDefinition(item.get(methodName), path.value(), methodName);
            definition.put(
                    INTEGRATION,
                    DraftObject.makeLegacy()
                            .put("type", "aws_proxy")
                            .put("httpMethod", "POST")
                            .put("payloadFormatVersion", "2.0")
                            .put("uri", condition.truthy() ? Intrinsics.choose(condition, uri) : uri));
            if (path.is(DEFAULT_PATH) && methodName.equals(ANY_METHOD)) {
                definition.put("isDefaultRoute", true);
            }
            if (!definition.has("responses")) {
                definition.put("responses", DraftObject.makeLegacy());
            }
            touch(definition);
            if (condition.truthy()) {
                item.put(methodName, Intrinsics.choose(condition, definition));
            }
        }
    }

    /// Declares the variables of a method's path.
    public void addPathParameters(DraftText path, DraftText method, List<String> variables) {
        eachMethod(path, method, true, definition -> {
            DraftList parameters = definition.list("parameters").orElseGet(DraftList::of);
            definition.put("parameters", parameters);
            for (String variable : variables) {
                Optional<DraftObject> known = parameters.elements().stream()
                        .filter(DraftObject.class::isInstance)
                        .map(DraftObject.class::cast)
                        .filter(parameter -> parameter.get("name").is(variable))
                        .findFirst();
                DraftObject parameter = known.orElseGet(() -> {
                    DraftObject made =
                            DraftObject.makeLegacy().put("name", new DraftText(variable, true, Draft.UNPLACED));
                    parameters.add(made);
                    return made;
                });
                parameter.put("in", "path").put("required", true);
            }
        });
    }

    /// Sets the form of the events that a method sends.
    public void setPayloadFormatVersion(DraftText path, DraftText method, Draft version) {
        eachMethod(path, method, true, definition -> integration(definition).put("payloadFormatVersion", version));
    }

    /// Adds or replaces the security scheme of an authorizer.
    public void putAuthorizer(String name, DraftObject scheme) {
        securitySchemes.put(name, scheme);
    }

    /// The authorizer of all methods of a path that have none of their own.
    public void setDefaultAuthorizer(String path, DraftText authorizer, DraftList scopes) {
        for (DraftObject item : pathItems(path)) {
            item.forEach((name, value) -> {
                String method = methodName(DraftText.of(name)).value();
                if (method.equals("parameters") || method.equals("options")) {
                    return;
                }
                if (!item.has(method)) {
                    throw Rejection.at(
                            item.nameSpan(name),
                            "openapi",
                            "Method `" + name + "` of path `" + path + "` needs to be written as `" + method + "`.");
                }
                for (Draft alternative : alternatives(value)) {
                    DraftObject definition = methodDefinition(alternative, path, name);
                    if (isIntegrated(definition) && !definition.get("security").truthy()) {
                        definition.put(
                                "security", DraftList.of(DraftObject.make().put(name(authorizer), scopes.copy())));
                    }
                }
            });
        }
    }

    /// Sets the authorizer of a method.
    public void setAuthorizer(DraftText path, DraftText method, DraftText authorizer, Draft authorizers, Draft scopes) {
        eachMethod(path, method, true, definition -> {
            DraftList wanted = DraftList.of();
            if (!Set.of("NONE", "AWS_IAM").contains(authorizer.value()) && authorizers instanceof DraftObject known) {
                Draft config = known.get(authorizer.value());
                if (!(config instanceof DraftObject object)) {
                    throw Rejection.of(
                            config, "authorizer", "Authorizer `" + authorizer.value() + "` needs to be an object.");
                }
                Draft own = scopes.truthy() ? scopes : object.get("AuthorizationScopes");
                wanted = object.truthy() && own.truthy() && own instanceof DraftList list ? list.copy() : wanted;
            }
            DraftList security = security(definition, path.value(), method.value());
            definition.put(
                    "security", security.plus(DraftList.of(DraftObject.make().put(name(authorizer), wanted))));
        });
    }

    /// Adds tags, which HTTP APIs carry in their definition.
    public void addTags(DraftObject added) {
        if (!(tags instanceof DraftList list)) {
            throw Rejection.of(
                    tags, "openapi", "`tags` of the definition needs to be a list, not " + tags.aKind() + ".");
        }
        added.members().forEach(member -> {
            Optional<DraftObject> known = list.elements().stream()
                    .filter(DraftObject.class::isInstance)
                    .map(DraftObject.class::cast)
                    .filter(tag -> tag.get("name").is(member.name().value()))
                    .findFirst();
            if (known.isPresent()) {
                known.get().put(TAG_VALUE, member.value());
            } else {
                list.add(DraftObject.makeLegacy()
                        .put("name", member.name().value())
                        .put(TAG_VALUE, member.value()));
            }
        });
    }

    /// Turns the API's default address off, or says that it stays on.
    public void setExecuteApiEndpointDisabled(Draft disabled) {
        disableServers(disabled);
    }

    /// The CORS configuration, to be changed.
    public DraftObject cors() {
        Draft cors = document.get(CORS);
        if (cors instanceof DraftObject object) {
            return object;
        }
        if (document.has(CORS)) {
            throw Rejection.of(cors, "openapi", "`" + CORS + "` needs to be an object, not " + cors.aKind() + ".");
        }
        DraftObject made = DraftObject.make();
        document.put(CORS, made);
        return made;
    }

    /// Sets the description, unless there is one.
    public void setDescription(Draft description) {
        if (!info().get("description").truthy()) {
            info().put("description", description);
        }
    }

    /// Sets the title, unless the user has set one.
    public void setTitle(Draft title) {
        if (info().get("title").equals(Intrinsics.ref("AWS::StackName"))) {
            info().put("title", title);
        }
    }
}
