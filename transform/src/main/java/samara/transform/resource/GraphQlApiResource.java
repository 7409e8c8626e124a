package samara.transform.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;

/// `AWS::Serverless::GraphQLApi`: an AppSync API with its schema, data sources, functions and resolvers. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html>.
public final class GraphQlApiResource implements SamResourceType {
    private static final List<String> COPIED_IF_GIVEN =
            List.of("Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit");

    @Override
    public String type() {
        return "AWS::Serverless::GraphQLApi";
    }

    /// What is made for an API, and what its parts know of each other.
    ///
    /// @param dataSources the names of the data sources, by their names in the template
    /// @param functions the ids of the functions, by their names in the template
    record Parts(
            Definition definition,
            DraftObject apiId,
            List<CfnResource> made,
            Map<String, Draft> dataSources,
            Map<String, Draft> functions) {

        /// A resource to be made.
        CfnResource resource(String id, String type) {
            return new CfnResource(id, type, definition.span(), definition.attributes())
                    .dependsOn(definition.dependsOn())
                    .set("ApiId", apiId);
        }
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        CfnResource api = api(definition);
        Parts parts = new Parts(
                definition,
                api.att("ApiId"),
                new ArrayList<>(List.of(api)),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        List<Draft> authorizers = GraphQlAuth.add(definition, api);
        log(definition, api, parts);
        String schemaId = schema(parts);
        GraphQlConnectors connectors = new GraphQlConnectors(translation);
        for (int i = 0; i < authorizers.size(); i++) {
            parts.made().addAll(connectors.authorizer(definition, api, authorizers.get(i), i + 1));
        }
        keys(parts);
        cache(parts);
        GraphQlDataSources.add(parts, connectors);
        domain(parts);
        GraphQlFunctions.add(parts);
        GraphQlResolvers.add(parts, schemaId);
        return parts.made();
    }

    private static CfnResource api(Definition definition) {
        CfnResource api = definition.main("AWS::AppSync::GraphQLApi");
        Draft name = definition.get("Name");
        api.set("Name", name.truthy() ? name : DraftText.of(definition.id()))
                .set("XrayEnabled", definition.get("XrayEnabled"));
        COPIED_IF_GIVEN.forEach(property -> api.properties().putTruthy(property, definition.get(property)));
        DraftObject tags = DraftObject.make();
        definition.properties().object("Tags").ifPresent(tags::putAll);
        return api.set("Tags", Tags.list(tags.put("graphqlapi:createdBy", "SAM")));
    }

    private static void log(Definition definition, CfnResource api, Parts parts) {
        Draft logging = definition.get("Logging");
        if (logging instanceof DraftBoolean wanted && !wanted.value()) {
            return;
        }
        DraftObject given = logging instanceof DraftObject object ? object : DraftObject.make();
        DraftObject config = DraftObject.make().putTruthy("ExcludeVerboseContent", given.get("ExcludeVerboseContent"));
        Draft level = given.get("FieldLogLevel");
        config.put("FieldLogLevel", level.truthy() ? level : DraftText.of("ALL"));
        Draft role = given.get("CloudWatchLogsRoleArn");
        if (!role.truthy()) {
            CfnResource own = GraphQlConnectors.role(definition, definition.id() + "CloudWatchRole")
                    .set(
                            "ManagedPolicyArns",
                            DraftList.of(
                                    samara.transform.draft.Intrinsics.sub(
                                            "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs")));
            parts.made().add(own);
            role = own.arn();
        }
        api.set("LogConfig", config.put("CloudWatchLogsRoleArn", role));
    }

    private static String schema(Parts parts) {
        Draft inline = parts.definition().get("SchemaInline");
        Draft uri = parts.definition().get("SchemaUri");
        if (!inline.truthy() && !uri.truthy()) {
            throw parts.definition()
                    .reject(
                            parts.definition().resource(),
                            "schema",
                            "A GraphQL API needs `SchemaInline` or `SchemaUri`.");
        }
        if (inline.truthy() && uri.truthy()) {
            throw parts.definition().reject(uri, "exclusive", "`SchemaInline` and `SchemaUri` can't be used together.");
        }
        CfnResource schema = parts.resource(parts.definition().id() + "Schema", "AWS::AppSync::GraphQLSchema")
                .set("Definition", inline)
                .set("DefinitionS3Location", uri);
        parts.made().add(schema);
        return schema.id();
    }

    private static void keys(Parts parts) {
        parts.definition()
                .properties()
                .object("ApiKeys")
                .ifPresent(keys -> keys.forEach((name, value) -> {
                    DraftObject key = parts.definition().requireObject(value, "ApiKeys." + name);
                    parts.made()
                            .add(parts.resource(parts.definition().id() + name, "AWS::AppSync::ApiKey")
                                    .set("ApiKeyId", key.get("ApiKeyId"))
                                    .set("Description", key.get("Description"))
                                    .set("Expires", key.get("ExpiresOn")));
                }));
    }

    private static void cache(Parts parts) {
        if (parts.definition().get("Cache") instanceof DraftObject cache && cache.truthy()) {
            CfnResource made = parts.resource(parts.definition().id() + "ApiCache", "AWS::AppSync::ApiCache");
            cache.members().forEach(member -> made.properties().put(member.name(), member.value()));
            parts.made().add(made);
        }
    }

    private static void domain(Parts parts) {
        Definition definition = parts.definition();
        if (definition.get("DomainName") instanceof DraftObject domain && domain.truthy()) {
            CfnResource name = new CfnResource(
                            definition.id() + "DomainName",
                            "AWS::AppSync::DomainName",
                            definition.span(),
                            definition.attributes())
                    .dependsOn(definition.dependsOn());
            domain.members().forEach(member -> name.properties().put(member.name(), member.value()));
            parts.made().add(name);
            parts.made()
                    .add(parts.resource(
                                    definition.id() + "DomainNameApiAssociation",
                                    "AWS::AppSync::DomainNameApiAssociation")
                            .set("DomainName", name.ref()));
        }
    }
}
