package samara.transform.resource;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.resource.GraphQlApiResource.Parts;

/// The `DataSources` of a GraphQL API: tables and functions, each with a role that may use it.
final class GraphQlDataSources {
    private final Parts parts;
    private final GraphQlConnectors connectors;

    private GraphQlDataSources(Parts parts, GraphQlConnectors connectors) {
        this.parts = parts;
        this.connectors = connectors;
    }

    static void add(Parts parts, GraphQlConnectors connectors) {
        GraphQlDataSources sources = new GraphQlDataSources(parts, connectors);
        parts.definition().properties().object("DataSources").ifPresent(all -> {
            all.object("DynamoDb")
                    .ifPresent(tables -> tables.forEach((name, value) -> sources.addTable(
                            name, parts.definition().requireObject(value, "DataSources.DynamoDb." + name))));
            all.object("Lambda")
                    .ifPresent(functions -> functions.forEach((name, value) -> sources.addFunction(
                            name, parts.definition().requireObject(value, "DataSources.Lambda." + name))));
        });
    }

    private CfnResource begin(String name, String kind, String type, DraftObject config) {
        CfnResource source = parts.resource(
                        parts.definition().id() + name + kind + "DataSource", "AWS::AppSync::DataSource")
                .set("Name", config.get("Name").truthy() ? config.get("Name") : DraftText.of(name))
                .set("Type", type)
                .set("Description", config.get("Description"));
        parts.dataSources().put(name, source.att("Name"));
        parts.made().add(source);
        return source;
    }

    private void addTable(String name, DraftObject config) {
        CfnResource source = begin(name, "DynamoDB", "AMAZON_DYNAMODB", config);
        Draft region = config.get("Region").truthy() ? config.get("Region") : Intrinsics.ref("AWS::Region");
        source.set(
                "DynamoDBConfig",
                DraftObject.of("AwsRegion", region)
                        .put("TableName", config.get("TableName"))
                        .putTruthy("UseCallerCredentials", config.get("UseCallerCredentials"))
                        .putTruthy("Versioned", config.get("Versioned"))
                        .putTruthy("DeltaSyncConfig", config.get("DeltaSync")));
        Draft arn = config.get("TableArn");
        if (!arn.truthy()) {
            arn = Intrinsics.sub(
                    "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}",
                    DraftObject.of("__TableName__", config.get("TableName")).put("__Region__", region));
        }
        Draft permissions =
                config.get("Permissions").truthy() ? config.get("Permissions") : DraftList.ofTexts("Read", "Write");
        addRole(source, config, GraphQlConnectors.end("AWS::DynamoDB::Table", arn), permissions);
    }

    private void addFunction(String name, DraftObject config) {
        CfnResource source = begin(name, "Lambda", "AWS_LAMBDA", config);
        source.set("LambdaConfig", DraftObject.of("LambdaFunctionArn", config.get("FunctionArn")));
        DraftObject to = GraphQlConnectors.end("AWS::Lambda::Function", config.get("FunctionArn"));
        addRole(source, config, to, DraftList.ofTexts("Write"));
    }

    private void addRole(CfnResource source, DraftObject config, DraftObject to, Draft permissions) {
        if (config.get("ServiceRoleArn").truthy()) {
            source.set("ServiceRoleArn", config.get("ServiceRoleArn"));
            return;
        }
        CfnResource role = GraphQlConnectors.role(parts.definition(), source.id() + "Role");
        source.set("ServiceRoleArn", role.arn());
        List<CfnResource> policies = connectors.dataSource(parts.definition(), source, to, permissions);
        parts.made().add(role);
        parts.made().addAll(policies);
    }
}
