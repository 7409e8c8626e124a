package samara.transform.connector;

import java.util.List;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.SamResourceType;
import samara.transform.model.Translation;

/// `AWS::Serverless::Connector`: the policies that let one resource read or write another. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html>.
public final class ConnectorResource implements SamResourceType {
    @Override
    public String type() {
        return "AWS::Serverless::Connector";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        return Connection.of(definition, translation);
    }
}
