package samara.cloud.wafv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.DefaultAction;
import software.amazon.awssdk.services.wafv2.model.IPAddressVersion;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import software.amazon.awssdk.services.wafv2.model.WafAssociatedItemException;
import software.amazon.awssdk.services.wafv2.model.WafDuplicateItemException;
import software.amazon.awssdk.services.wafv2.model.WafInvalidParameterException;
import software.amazon.awssdk.services.wafv2.model.WafNonexistentItemException;
import software.amazon.awssdk.services.wafv2.model.WafOptimisticLockException;

/// AWS WAF by the SDK and by CloudFormation, in front of a stage that is called over HTTP.
class WafTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Wafv2Client WAF = client(Wafv2Client.builder());
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());
    private static final VisibilityConfig VISIBILITY = VisibilityConfig.builder()
            .sampledRequestsEnabled(false)
            .cloudWatchMetricsEnabled(false)
            .metricName("m")
            .build();

    private String name = "";

    @BeforeEach
    void name() {
        name = "n" + System.nanoTime();
    }

    private static String deploy() {
        String id =
                APIS.importRestApi(r -> r.body(SdkBytes.fromUtf8String("""
                                {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{},
                                "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{
                                "application/json":"{\\"statusCode\\":200}"},"responses":{"default":{"statusCode":"200",
                                "responseTemplates":{"application/json":"ok"}}}}}}}}"""))).id();
        APIS.createDeployment(r -> r.restApiId(id).stageName("v1"));
        return id;
    }

    private static String stageArn(String api) {
        return "arn:aws:apigateway:us-east-1::/restapis/" + api + "/stages/v1";
    }

    private static HttpResponse<String> get(String api, String rest) {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1" + rest))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String acl(Rule... rules) {
        return WAF.createWebACL(r -> r.name(name)
                        .scope(Scope.REGIONAL)
                        .defaultAction(DefaultAction.builder().allow(a -> {}).build())
                        .visibilityConfig(VISIBILITY)
                        .rules(rules))
                .summary()
                .arn();
    }

    private static Rule blocking(String name, Statement statement) {
        return Rule.builder()
                .name(name)
                .priority(1)
                .statement(statement)
                .action(a -> a.block(b -> {}))
                .visibilityConfig(VISIBILITY)
                .build();
    }

    private static Statement sqli() {
        return Statement.builder()
                .sqliMatchStatement(s -> s.fieldToMatch(f -> f.queryString(q -> {}))
                        .textTransformations(t -> t.priority(0).type("URL_DECODE")))
                .build();
    }

    @Test
    void anAssociatedWebAclBlocks() {
        String api = deploy();
        String acl = acl(blocking("no-sql", sqli()));
        assertThat(get(api, "/a?id=1'%20or%201=1").statusCode()).isEqualTo(200);

        WAF.associateWebACL(r -> r.webACLArn(acl).resourceArn(stageArn(api)));

        var blocked = get(api, "/a?id=1'%20or%201=1");
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(blocked.headers().firstValue("x-amzn-ErrorType")).contains("ForbiddenException");
        assertThat(get(api, "/a?id=1").body()).isEqualTo("ok");
        assertThat(APIS.getStage(r -> r.restApiId(api).stageName("v1")).webAclArn())
                .isEqualTo(acl);
        assertThat(WAF.getWebACLForResource(r -> r.resourceArn(stageArn(api)))
                        .webACL()
                        .arn())
                .isEqualTo(acl);
        assertThat(WAF.listResourcesForWebACL(r -> r.webACLArn(acl)).resourceArns())
                .containsExactly(stageArn(api));

        WAF.disassociateWebACL(r -> r.resourceArn(stageArn(api)));
        assertThat(get(api, "/a?id=1'%20or%201=1").statusCode()).isEqualTo(200);
    }

    @Test
    void aChangedIpSetCountsForTheNextRequest() {
        String api = deploy();
        var set = WAF.createIPSet(r -> r.name(name)
                        .scope(Scope.REGIONAL)
                        .ipAddressVersion(IPAddressVersion.IPV4)
                        .addresses("192.0.2.0/24"))
                .summary();
        String acl = acl(blocking(
                "office",
                Statement.builder()
                        .ipSetReferenceStatement(s -> s.arn(set.arn()))
                        .build()));
        WAF.associateWebACL(r -> r.webACLArn(acl).resourceArn(stageArn(api)));
        assertThat(get(api, "/a").statusCode()).isEqualTo(200);

        WAF.updateIPSet(r -> r.name(name)
                .id(set.id())
                .scope(Scope.REGIONAL)
                .lockToken(set.lockToken())
                .addresses("127.0.0.0/8"));

        assertThat(get(api, "/a").statusCode()).isEqualTo(403);
        assertThat(WAF.getIPSet(r -> r.name(name).id(set.id()).scope(Scope.REGIONAL))
                        .ipSet()
                        .addresses())
                .containsExactly("127.0.0.0/8");
        assertThatThrownBy(() -> WAF.deleteIPSet(r -> r.name(name)
                        .id(set.id())
                        .scope(Scope.REGIONAL)
                        .lockToken(WAF.getIPSet(g -> g.name(name).id(set.id()).scope(Scope.REGIONAL))
                                .lockToken())))
                .isInstanceOf(WafAssociatedItemException.class);
    }

    @Test
    void whatWasWrittenIsShown() {
        Rule rule = blocking(
                "words",
                Statement.builder()
                        .notStatement(n -> n.statement(s ->
                                s.byteMatchStatement(b -> b.searchString(SdkBytes.fromUtf8String("good"))
                                        .positionalConstraint("CONTAINS")
                                        .fieldToMatch(f -> f.singleHeader(h -> h.name("x-tone")))
                                        .textTransformations(t -> t.priority(0).type("LOWERCASE")))))
                        .build());
        acl(rule);
        var summary = WAF.listWebACLs(r -> r.scope(Scope.REGIONAL)).webACLs().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        var shown = WAF.getWebACL(r -> r.name(name).id(summary.id()).scope(Scope.REGIONAL));

        assertThat(shown.webACL().rules()).containsExactly(rule);
        assertThat(shown.lockToken()).isEqualTo(summary.lockToken());
        assertThatThrownBy(() -> acl(rule)).isInstanceOf(WafDuplicateItemException.class);
        assertThatThrownBy(() -> WAF.deleteWebACL(r -> r.name(name)
                        .id(summary.id())
                        .scope(Scope.REGIONAL)
                        .lockToken("00000000-0000-0000-0000-000000000000")))
                .isInstanceOf(WafOptimisticLockException.class);
        WAF.deleteWebACL(
                r -> r.name(name).id(summary.id()).scope(Scope.REGIONAL).lockToken(summary.lockToken()));
        assertThatThrownBy(
                        () -> WAF.getWebACL(r -> r.name(name).id(summary.id()).scope(Scope.REGIONAL)))
                .isInstanceOf(WafNonexistentItemException.class);
    }

    @Test
    void refusesSetsThatAreNotThereOrHoldOtherAddresses() {
        assertThatThrownBy(() -> acl(blocking(
                        "nowhere",
                        Statement.builder()
                                .ipSetReferenceStatement(
                                        s -> s.arn("arn:aws:wafv2:us-east-1:000000000000:regional/ipset/none/none"))
                                .build())))
                .isInstanceOf(WafNonexistentItemException.class);
        for (String range : new String[] {"::1/128", "0.0.0.0/0"}) {
            assertThatThrownBy(() -> WAF.createIPSet(r -> r.name(name)
                            .scope(Scope.REGIONAL)
                            .ipAddressVersion("IPV4")
                            .addresses(range)))
                    .isInstanceOf(WafInvalidParameterException.class)
                    .hasMessageContaining("`" + range + "` is no range of a set of IPV4 addresses");
        }
    }

    @Test
    void refusesToCountAllRequestsWithoutSayingWhich() {
        assertThatThrownBy(() -> acl(blocking(
                        "all",
                        Statement.builder()
                                .rateBasedStatement(s -> s.limit(10L).aggregateKeyType("CONSTANT"))
                                .build())))
                .isInstanceOf(WafInvalidParameterException.class)
                .hasMessageContaining("needs a ScopeDownStatement");
    }

    @Test
    void whatIsNotBuiltIsRefusedByName() {
        assertThatThrownBy(() -> acl(blocking(
                        "group",
                        Statement.builder()
                                .ruleGroupReferenceStatement(
                                        s -> s.arn("arn:aws:wafv2:us-east-1:1:regional/rulegroup/a/b"))
                                .build())))
                .isInstanceOf(WafInvalidParameterException.class)
                .hasMessageContaining(
                        "`Rules[0].Statement.RuleGroupReferenceStatement`: is not known, or not built yet.");
        assertThatThrownBy(() -> WAF.listWebACLs(r -> r.scope(Scope.CLOUDFRONT)))
                .hasMessageContaining("The scope CLOUDFRONT is not built yet.");
        assertThatThrownBy(() -> WAF.associateWebACL(r -> r.webACLArn(acl()).resourceArn(stageArn("none"))))
                .isInstanceOf(WafNonexistentItemException.class);
    }

    @Test
    void cloudFormationMakesChangesAndDeletesAGuardedStage() {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        var waiter = CloudFormationWaiter.builder()
                .client(stacks)
                .overrideConfiguration(
                        o -> o.maxAttempts(1000).backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(50))))
                .build();
        stacks.createStack(r -> r.stackName(name).templateBody(template("no-sql", "SqliMatchStatement")));
        waiter.waitUntilStackCreateComplete(r -> r.stackName(name));
        String api = output(stacks, "Api");
        assertThat(get(api, "/a?id=1'%20or%201=1").statusCode()).isEqualTo(418);
        assertThat(get(api, "/a?id=%3Cscript%3E").statusCode()).isEqualTo(200);

        stacks.updateStack(r -> r.stackName(name).templateBody(template("no-script", "XssMatchStatement")));
        waiter.waitUntilStackUpdateComplete(r -> r.stackName(name));
        assertThat(get(api, "/a?id=1'%20or%201=1").statusCode()).isEqualTo(200);
        assertThat(get(api, "/a?id=%3Cscript%3E").statusCode()).isEqualTo(418);

        stacks.deleteStack(r -> r.stackName(name));
        waiter.waitUntilStackDeleteComplete(r -> r.stackName(name));
        assertThat(WAF.listWebACLs(r -> r.scope(Scope.REGIONAL)).webACLs())
                .noneMatch(acl -> acl.name().equals(name + "-acl"));
    }

    private String output(CloudFormationClient stacks, String key) {
        return stacks.describeStacks(r -> r.stackName(name)).stacks().getFirst().outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    private String template(String rule, String statement) {
        return """
                Resources:
                  Api:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Body:
                        swagger: "2.0"
                        info: {title: t, version: "1"}
                        paths:
                          /a:
                            get:
                              responses: {}
                              x-amazon-apigateway-integration:
                                type: mock
                                requestTemplates: {application/json: '{"statusCode":200}'}
                                responses: {default: {statusCode: "200"}}
                  Deployment:
                    Type: AWS::ApiGateway::Deployment
                    Properties: {RestApiId: !Ref Api}
                  Stage:
                    Type: AWS::ApiGateway::Stage
                    Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: v1}
                  Words:
                    Type: AWS::WAFv2::RegexPatternSet
                    Properties: {Scope: REGIONAL, RegularExpressionList: ["^never$"]}
                  Acl:
                    Type: AWS::WAFv2::WebACL
                    Properties:
                      Name: %s-acl
                      Scope: REGIONAL
                      DefaultAction: {Allow: {}}
                      VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: m}
                      CustomResponseBodies:
                        "no": {ContentType: TEXT_PLAIN, Content: no}
                      Rules:
                        - Name: words
                          Priority: 0
                          Action: {Block: {}}
                          VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: w}
                          Statement:
                            RegexPatternSetReferenceStatement:
                              Arn: !GetAtt Words.Arn
                              FieldToMatch: {UriPath: {}}
                              TextTransformations: [{Priority: 0, Type: NONE}]
                        - Name: %s
                          Priority: 1
                          Action: {Block: {CustomResponse: {ResponseCode: 418, CustomResponseBodyKey: "no"}}}
                          VisibilityConfig: {SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: r}
                          Statement:
                            %s:
                              FieldToMatch: {QueryString: {}}
                              TextTransformations: [{Priority: 0, Type: URL_DECODE}]
                  Association:
                    Type: AWS::WAFv2::WebACLAssociation
                    Properties:
                      WebACLArn: !GetAtt Acl.Arn
                      ResourceArn: !Sub "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}"
                Outputs:
                  Api: {Value: !Ref Api}
                """.formatted(name, rule, statement);
    }
}
