package samara.cli.local.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.local.LocalTemplate;
import samara.cloud.kernel.Ids;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Integration;
import samara.gateway.api.Method;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.openapi.OpenApiReader;
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.PseudoParameters;
import samara.template.ResourceDeclaration;
import samara.template.TemplateReader;

/// The REST APIs of a template, ready to be served.
final class TemplateApis {
    private final LocalTemplate template;
    private final DeclaredApis declared;
    private final boolean authorizers;
    private final Ids ids = Ids.random();

    private TemplateApis(LocalTemplate template, DeclaredApis declared, boolean authorizers) {
        this.template = template;
        this.declared = declared;
        this.authorizers = authorizers;
    }

    /// The APIs by their logical ids; none is well.
    ///
    /// @param authorizers whether methods keep their authorizers
    /// @throws UserException naming what one asks for that can't be had here
    static Map<String, DeployedApi> of(LocalTemplate template, DeclaredApis declared, boolean authorizers) {
        return new TemplateApis(template, declared, authorizers).read();
    }

    /// The values of the template's API keys, with the keys' logical ids; a key for this run where there is none.
    static Map<String, String> keys(LocalTemplate template) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (ResourceDeclaration resource : resources(template, "AWS::ApiGateway::ApiKey")) {
            String value = text(template, resource, "Value")
                    .orElseGet(() -> Ids.random().lowerAlphanumeric(40));
            keys.put(value, resource.logicalId());
        }
        if (keys.isEmpty()) {
            keys.put(Ids.random().lowerAlphanumeric(40), "for this run");
        }
        return keys;
    }

    static List<ResourceDeclaration> resources(LocalTemplate template, String type) {
        return template.transformed().resources().values().stream()
                .filter(resource -> resource.type().equals(type) && template.isThere(resource))
                .toList();
    }

    private static Optional<String> text(LocalTemplate template, ResourceDeclaration resource, String name) {
        return resource.properties().get(name).flatMap(template::evaluated).flatMap(Node::asText);
    }

    private Map<String, DeployedApi> read() {
        Map<String, DeployedApi> apis = new LinkedHashMap<>();
        resources(template, "AWS::ApiGateway::RestApi")
                .forEach(resource -> apis.put(resource.logicalId(), deployed(resource)));
        return apis;
    }

    private DeployedApi deployed(ResourceDeclaration resource) {
        refusePolicy(resource);
        ObjectNode properties = resource.properties().without("Policy");
        Optional<Node> body = body(resource);
        if (body.isPresent()) {
            properties = properties.without("BodyS3Location").with("Body", checked(body.get()));
        }
        RestApi made = declared.restApi(resource, properties);
        RestApi api = authorizers ? made : open(made);
        check(api, resource);
        String region = template.region();
        return new DeployedApi(
                resource.logicalId().toLowerCase(java.util.Locale.ROOT),
                LocalTemplate.account(),
                region,
                PseudoParameters.partition(region),
                api,
                stage(resource.logicalId()));
    }

    /// What is wrong in a definition is said with its place here, before the control plane says it without.
    private Node checked(Node body) {
        OpenApiReader.read(body, () -> ids.lowerAlphanumeric(6)).diagnostics().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .ifPresent(error -> {
                    throw new UserException(error.span() + ": " + error.message());
                });
        return body;
    }

    private Optional<Node> body(ResourceDeclaration resource) {
        Optional<Node> body = resource.properties().get("Body");
        if (body.isPresent() || !resource.properties().has("BodyS3Location")) {
            return body.map(node -> template.evaluated(node).orElse(node));
        }
        Path file = resource.properties()
                .object("BodyS3Location")
                .flatMap(template::localFile)
                .orElseThrow(() -> new UserException(resource.span() + ": `" + resource.logicalId()
                        + "` has its definition in S3, which `local start-api` does not read. Name a file of this"
                        + " machine."));
        try {
            return Optional.of(TemplateReader.read(Files.readString(file), file.toString())
                    .root()
                    .orElseThrow(() -> new UserException(file + " is no OpenAPI document.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The API with methods that everybody may call.
    private static RestApi open(RestApi api) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        api.resources().forEach((path, resource) -> {
            Map<String, Method> methods = new LinkedHashMap<>();
            resource.methods()
                    .forEach((name, method) -> methods.put(
                            name,
                            new Method(
                                    method.httpMethod(),
                                    "NONE",
                                    Optional.empty(),
                                    List.of(),
                                    method.apiKeyRequired(),
                                    method.operationName(),
                                    method.requestValidatorId(),
                                    method.requestParameters(),
                                    method.requestModels(),
                                    method.responses(),
                                    method.integration())));
            resources.put(path, resource.withMethods(methods));
        });
        return api.withResources(resources).with(api.settings().withPolicy(Optional.empty()));
    }

    private void refusePolicy(ResourceDeclaration resource) {
        if (authorizers && resource.properties().has("Policy")) {
            throw noPolicies(resource);
        }
    }

    private static UserException noPolicies(ResourceDeclaration resource) {
        return new UserException(resource.span() + ": `" + resource.logicalId() + "`: resource policies are not built"
                + " in `local start-api`. Use `up`, or leave them out with --disable-authorizer.");
    }

    private void check(RestApi api, ResourceDeclaration resource) {
        String where = resource.span() + ": `" + resource.logicalId() + "`: ";
        if (api.settings().policy().isPresent()) {
            throw noPolicies(resource);
        }
        try {
            RestStage.check(api);
        } catch (UnsupportedApiException e) {
            throw new UserException(where
                    + e.message()
                    + (authorizers ? " Authorizers can be left out with --disable-authorizer." : ""));
        }
        api.resources()
                .forEach((path, one) -> one.methods().forEach((name, method) -> {
                    String route = name + " " + path;
                    if (method.integration().filter(Integration::isPrivate).isPresent()) {
                        throw new UserException(where + route + " goes through a VPC link, which is not built in"
                                + " `local start-api`. Use `up`.");
                    }
                    if (method.authorizationType().equals("AWS_IAM")) {
                        throw new UserException(
                                where + route + " asks for IAM, which is not built in `local start-api`. Use `up`,"
                                        + " or leave it out with --disable-authorizer.");
                    }
                    if (method.authorizationType().equals("COGNITO_USER_POOLS")) {
                        throw new UserException(where + route + " asks for a user of a Cognito user pool, which is not"
                                + " built in `local start-api`. Use `up`, or leave it out with --disable-authorizer.");
                    }
                }));
    }

    /// The stage that a template declares for an API, if it does.
    static Optional<ResourceDeclaration> stage(LocalTemplate template, String type, String property, String api) {
        return resources(template, type).stream()
                .filter(stage -> text(template, stage, property).equals(Optional.of(api)))
                .findFirst();
    }

    /// The variables of a stage.
    static Map<String, String> variables(LocalTemplate template, Optional<ResourceDeclaration> stage, String property) {
        Map<String, String> variables = new LinkedHashMap<>();
        stage.flatMap(declared -> declared.properties().get(property))
                .flatMap(template::evaluated)
                .flatMap(Node::asObject)
                .orElse(ObjectNode.empty(template.transformed().root().span()))
                .forEach((name, value) -> value.asText().ifPresent(text -> variables.put(name, text)));
        return variables;
    }

    private Stage stage(String api) {
        Optional<ResourceDeclaration> declared = stage(template, "AWS::ApiGateway::Stage", "RestApiId", api);
        Stage plain = Stage.of(
                declared.flatMap(stage -> text(template, stage, "StageName")).orElse("Prod"), "local");
        return new Stage(
                plain.name(),
                plain.deploymentId(),
                plain.description(),
                variables(template, declared, "Variables"),
                plain.methodSettings(),
                plain.accessLog(),
                plain.tracingEnabled(),
                plain.cacheClusterSize(),
                plain.clientCertificateId(),
                plain.documentationVersion(),
                plain.canary(),
                plain.webAclArn());
    }
}
