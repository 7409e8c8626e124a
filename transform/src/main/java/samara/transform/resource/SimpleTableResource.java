package samara.transform.resource;

import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;

/// `AWS::Serverless::SimpleTable`: a DynamoDB table with a partition key, on demand unless it says otherwise. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html>.
public final class SimpleTableResource implements SamResourceType {
    private static final Map<String, String> KEY_TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    @Override
    public String type() {
        return "AWS::Serverless::SimpleTable";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        DraftObject key = key(definition);
        CfnResource table = definition
                .main("AWS::DynamoDB::Table")
                .set("AttributeDefinitions", DraftList.of(key))
                .set(
                        "KeySchema",
                        DraftList.of(DraftObject.of("AttributeName", key.get("AttributeName"))
                                .put("KeyType", "HASH")));
        DraftObject properties = table.properties();
        properties.putTruthy("PointInTimeRecoverySpecification", definition.get("PointInTimeRecoverySpecification"));
        if (definition.get("ProvisionedThroughput").truthy()) {
            properties.put("ProvisionedThroughput", definition.get("ProvisionedThroughput"));
        } else {
            properties.put("BillingMode", "PAY_PER_REQUEST");
        }
        properties.putTruthy("SSESpecification", definition.get("SSESpecification"));
        properties.putTruthy("TableName", definition.get("TableName"));
        if (definition.get("Tags").truthy()) {
            properties.put("Tags", Tags.list(definition.get("Tags")));
        }
        return List.of(table);
    }

    private static DraftObject key(Definition definition) {
        if (!(definition.get("PrimaryKey") instanceof DraftObject key) || !key.truthy()) {
            return DraftObject.make().put("AttributeName", "id").put("AttributeType", "S");
        }
        for (String member : List.of("Name", "Type")) {
            if (key.get(member).isNothing()) {
                throw definition.reject(key, "missing-property", "`PrimaryKey` needs a `" + member + "`.");
            }
        }
        Draft type = key.get("Type");
        String attributeType = type instanceof DraftText text ? KEY_TYPES.get(text.value()) : null;
        if (attributeType == null) {
            throw definition.reject(type, "key-type", "`Type` of a key can be `String`, `Number` or `Binary`.");
        }
        return DraftObject.of("AttributeName", key.get("Name")).put("AttributeType", attributeType);
    }
}
