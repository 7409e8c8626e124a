package samara.gateway.http;

/// An HTTP API's snapshot under a stage.
///
/// @param partition `aws`, `aws-cn` or `aws-us-gov`
public record DeployedHttpApi(
        String apiId, String accountId, String region, String partition, HttpApi api, HttpApiStage stage) {

    /// `arn:aws:execute-api:region:account:api/stage/METHOD/path`.
    String routeArn(String method, String path) {
        return arn(stage.name() + "/" + method + (path.startsWith("/") ? path : "/" + path));
    }

    /// The ARN by which a route calls its function; a parameter of its path stands for itself.
    String sourceArn(Route route, String method) {
        return route.key().equals(Route.DEFAULT)
                ? arn(stage.name() + "/" + Route.DEFAULT)
                : routeArn(method, route.path());
    }

    /// The ARN by which an authorizer calls its function.
    public String authorizerArn(String authorizerId) {
        return arn("authorizers/" + authorizerId);
    }

    /// `arn:aws:execute-api:region:account:api/{rest}`.
    public String arn(String rest) {
        return "arn:" + partition + ":execute-api:" + region + ":" + accountId + ":" + apiId + "/" + rest;
    }
}
