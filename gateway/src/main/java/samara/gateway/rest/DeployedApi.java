package samara.gateway.rest;

import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;

/// A REST API's snapshot under a stage.
///
/// @param partition `aws`, `aws-cn` or `aws-us-gov`
public record DeployedApi(String apiId, String accountId, String region, String partition, RestApi api, Stage stage) {

    /// `arn:aws:execute-api:region:account:api/stage/METHOD/path`.
    public String methodArn(String method, String path) {
        return "arn:" + partition + ":execute-api:" + region + ":" + accountId + ":" + apiId + "/" + stage.name() + "/"
                + method + (path.startsWith("/") ? path : "/" + path);
    }

    /// The ARN by which an authorizer calls its function.
    String authorizerArn(String authorizerId) {
        return "arn:" + partition + ":execute-api:" + region + ":" + accountId + ":" + apiId + "/authorizers/"
                + authorizerId;
    }
}
