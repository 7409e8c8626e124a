package samara.transform.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;

/// The `Auth` of a GraphQL API: how callers are authenticated, by default and in addition.
final class GraphQlAuth {
    /// The configuration that a type of authentication needs: its name in SAM and in CloudFormation.
    private static final Map<String, List<String>> CONFIGURATIONS = Map.of(
            "AWS_LAMBDA", List.of("LambdaAuthorizer", "LambdaAuthorizerConfig"),
            "OPENID_CONNECT", List.of("OpenIDConnect", "OpenIDConnectConfig"),
            "AMAZON_COGNITO_USER_POOLS", List.of("UserPool", "UserPoolConfig"));

    private GraphQlAuth() {}

    /// Sets the API's authentication; gives the functions that authorize.
    static List<Draft> add(Definition definition, CfnResource api) {
        DraftObject auth = definition.requireObject(definition.get("Auth"), "Auth");
        List<Draft> functions = new ArrayList<>();
        api.properties().put("AuthenticationType", auth.get("Type"));
        api.properties().putAll(configuration(definition, auth, true, functions));
        if (auth.get("Additional") instanceof DraftList additional && additional.truthy()) {
            DraftList providers = DraftList.of();
            for (Draft element : additional) {
                DraftObject provider = definition.requireObject(element, "Auth.Additional");
                providers.add(DraftObject.of("AuthenticationType", provider.get("Type"))
                        .putAll(configuration(definition, provider, false, functions)));
            }
            api.properties().put("AdditionalAuthenticationProviders", providers);
        }
        return functions;
    }

    private static DraftObject configuration(
            Definition definition, DraftObject auth, boolean isDefault, List<Draft> functions) {
        long given = CONFIGURATIONS.values().stream()
                .filter(names -> !auth.get(names.getFirst()).isNothing())
                .count();
        if (given > 1) {
            throw definition.reject(
                    auth, "authentication", "There is more than one authentication configuration here.");
        }
        List<String> names = auth.get("Type") instanceof DraftText type ? CONFIGURATIONS.get(type.value()) : null;
        if (names == null) {
            return DraftObject.make();
        }
        Draft config = auth.get(names.getFirst());
        if (!(config instanceof DraftObject object)) {
            throw definition.reject(
                    auth, "authentication", "This type of authentication needs `" + names.getFirst() + "`.");
        }
        DraftObject copy = DraftObject.make();
        object.forEach((name, value) -> copy.putSome(name, value));
        if (!isDefault) {
            copy.remove("DefaultAction");
        }
        if (names.getFirst().equals("LambdaAuthorizer")) {
            functions.add(object.get("AuthorizerUri"));
        }
        return DraftObject.of(names.getLast(), copy);
    }
}
