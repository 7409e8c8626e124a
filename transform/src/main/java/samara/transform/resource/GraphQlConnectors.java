package samara.transform.resource;

import java.util.List;
import samara.transform.connector.Connection;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Translation;
import samara.transform.policy.PolicyDocuments;

/// The connectors that a GraphQL API makes to what it uses, and the roles that they are for.
final class GraphQlConnectors {
    private final Translation translation;

    GraphQlConnectors(Translation translation) {
        this.translation = translation;
    }

    /// A role for AppSync.
    static CfnResource role(Definition definition, String id) {
        return new CfnResource(id, "AWS::IAM::Role", definition.span(), definition.attributes())
                .dependsOn(definition.dependsOn())
                .set("AssumeRolePolicyDocument", PolicyDocuments.trust("appsync.amazonaws.com"));
    }

    /// Lets the API call the function that authorizes.
    List<CfnResource> authorizer(Definition definition, CfnResource api, Draft function, int number) {
        DraftObject source = end("AWS::AppSync::GraphQLApi", api.ref()).put("ResourceId", api.att("ApiId"));
        return connect(
                definition,
                api.id() + "ToLambdaAuthConnector" + number,
                source,
                end("AWS::Lambda::Function", function),
                DraftList.ofTexts("Write"));
    }

    /// Lets a data source use a table or a function.
    List<CfnResource> dataSource(Definition definition, CfnResource dataSource, DraftObject to, Draft permissions) {
        boolean table = to.get("Type").is("AWS::DynamoDB::Table");
        DraftObject source = end("AWS::AppSync::DataSource", dataSource.att("DataSourceArn"))
                .put("RoleName", Intrinsics.ref(dataSource.id() + "Role"));
        String id = dataSource.id() + (table ? "ToTableConnector" : "ToLambdaConnector");
        return connect(definition, id, source, to, permissions);
    }

    /// An end of a connector that is known by its ARN.
    static DraftObject end(String type, Draft arn) {
        return DraftObject.make().put("Type", type).put("Arn", arn);
    }

    private List<CfnResource> connect(
            Definition definition, String id, DraftObject source, DraftObject destination, Draft permissions) {
        DraftObject properties =
                DraftObject.of("Source", source).put("Destination", destination).put("Permissions", permissions);
        DraftObject resource = DraftObject.at(definition.span())
                .put("Type", "AWS::Serverless::Connector")
                .put("Properties", properties);
        return Connection.of(Definition.of(id, resource), translation);
    }
}
