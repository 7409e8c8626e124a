package samara.cloud;

import java.util.List;
import java.util.function.Function;
import samara.cloud.acm.AcmService;
import samara.cloud.apigateway.ApiGatewayService;
import samara.cloud.apigateway.http.HttpApiService;
import samara.cloud.cloudformation.CloudFormationService;
import samara.cloud.cognitoidp.CognitoService;
import samara.cloud.dynamodb.DynamoDbService;
import samara.cloud.iam.IamService;
import samara.cloud.lambda.LambdaService;
import samara.cloud.logs.LogsService;
import samara.cloud.route53.Route53Service;
import samara.cloud.s3.S3Service;
import samara.cloud.service.CloudService;
import samara.cloud.sqs.SqsService;
import samara.cloud.ssm.SsmService;
import samara.cloud.sts.StsService;
import samara.cloud.wafv2.WafService;
import samara.cloud.xray.XrayService;

/// The services of the cloud, a line each.
final class Registry {
    static final List<Entry> SERVICES = List.of(
            lazy(
                    "acm",
                    wiring -> new AcmService(
                            wiring.kernel(),
                            wiring.certificates().certificates(),
                            wiring.certificates().authority())),
            // Before "apigateway": what it does not know of their common addresses is the other's.
            active(
                    "apigatewayv2",
                    wiring -> new HttpApiService(
                            wiring.kernel(),
                            wiring.certificates().domains(),
                            wiring.apiParts().keys(),
                            wiring.apiParts().vpcLinks())),
            active(
                    "apigateway",
                    wiring -> new ApiGatewayService(
                            wiring.kernel(),
                            wiring.webAcls(),
                            wiring.certificates().domains(),
                            wiring.apiParts().keys(),
                            wiring.apiParts().vpcLinks())),
            active("cloudformation", wiring -> new CloudFormationService(wiring.kernel(), wiring.resourceTypes())),
            active("cognitoidp", wiring -> new CognitoService(wiring.kernel())),
            lazy("dynamodb", wiring -> new DynamoDbService(wiring.kernel())),
            lazy("iam", wiring -> new IamService(wiring.iam())),
            active("lambda", wiring -> new LambdaService(wiring.kernel())),
            lazy("cloudwatchlogs", wiring -> new LogsService(wiring.kernel())),
            lazy("route53", wiring -> new Route53Service(wiring.kernel())),
            lazy("s3", wiring -> new S3Service(wiring.kernel())),
            lazy("sqs", wiring -> new SqsService(wiring.kernel())),
            lazy("ssm", wiring -> new SsmService(wiring.kernel())),
            lazy("sts", wiring -> new StsService(wiring.kernel(), wiring.sessions())),
            active("wafv2", wiring -> new WafService(wiring.kernel(), wiring.webAcls())),
            lazy("xray", wiring -> new XrayService(wiring.kernel())));

    private Registry() {}

    /// A service by its id in `samara.wire`.
    ///
    /// @param startsWithCloud whether it works in the background from the start on
    record Entry(String id, boolean startsWithCloud, Function<Wiring, CloudService> constructor) {}

    /// A service that registers a site, resumes work or expires data from the start on.
    private static Entry active(String id, Function<Wiring, CloudService> constructor) {
        return new Entry(id, true, constructor);
    }

    /// A service that costs nothing until it is called.
    private static Entry lazy(String id, Function<Wiring, CloudService> constructor) {
        return new Entry(id, false, constructor);
    }
}
