package samara.transform.openapi;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// What a REST API answers to preflight requests.
public record CorsOptions(
        Draft allowMethods, Draft allowHeaders, Draft allowOrigin, Draft maxAge, Draft allowCredentials) {
    private static final String HEADER = "method.response.header.";
    private static final String PREFIX = "Access-Control-";

    /// The `OPTIONS` method of a path, which allows `methods` where the API doesn't say which.
    DraftObject method(String methods) {
        DraftObject parameters = DraftObject.makeLegacy();
        DraftObject headers = DraftObject.makeLegacy();
        parameters.putAll(DraftObject.make().put(HEADER + PREFIX + "Allow-Origin", allowOrigin.copy()));
        headers.putAll(DraftObject.make().put(PREFIX + "Allow-Origin", typed("string")));
        if (allowHeaders.truthy()) {
            parameters.put(HEADER + PREFIX + "Allow-Headers", allowHeaders.copy());
            headers.put(PREFIX + "Allow-Headers", typed("string"));
        }
        parameters.put(
                HEADER + PREFIX + "Allow-Methods", allowMethods.truthy() ? allowMethods.copy() : DraftText.of(methods));
        headers.put(PREFIX + "Allow-Methods", typed("string"));
        if (!maxAge.isNothing()) {
            parameters.put(HEADER + PREFIX + "Max-Age", maxAge.copy());
            headers.put(PREFIX + "Max-Age", typed("integer"));
        }
        if (allowCredentials instanceof DraftBoolean allowed && allowed.value()) {
            parameters.put(HEADER + PREFIX + "Allow-Credentials", "'true'");
            headers.put(PREFIX + "Allow-Credentials", typed("string"));
        }
        return method(parameters, headers);
    }

    private static DraftObject method(DraftObject parameters, DraftObject headers) {
        DraftObject response = DraftObject.makeLegacy()
                .put("statusCode", "200")
                .put("responseParameters", parameters)
                .put("responseTemplates", DraftObject.make().put("application/json", "{}\n"));
        DraftObject integration = DraftObject.makeLegacy()
                .put("type", "mock")
                .put("requestTemplates", DraftObject.make().put("application/json", "{\n  \"statusCode\" : 200\n}\n"))
                .put("responses", DraftObject.makeLegacy().put("default", response));
        DraftObject success = DraftObject.makeLegacy()
                .put("description", "Default response for CORS method")
                .put("headers", headers);
        return DraftObject.makeLegacy()
                .put("summary", "CORS support")
                .put("consumes", DraftList.ofTexts("application/json"))
                .put("produces", DraftList.ofTexts("application/json"))
                .put(ApiDefinition.INTEGRATION, integration)
                .put("responses", DraftObject.makeLegacy().put("200", success));
    }

    private static DraftObject typed(String type) {
        return DraftObject.make().put("type", type);
    }
}
