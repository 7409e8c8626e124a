"""The SAM specification as grammars that `generator.py` makes values of.

A grammar is a constant, a list (one of them), a dict (an object; `Name!` is required), `Many` (a list of 1 to 3),
`Each` (an object of some of these names), `Exactly` (this very value) or `@name` (one of `NAMED`).
See <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html>.
"""
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Many:
    element: Any


@dataclass(frozen=True)
class Each:
    names: list
    value: Any


@dataclass(frozen=True)
class Exactly:
    value: Any


INTRINSICS = [
    {"Ref": "FuzzParameter"}, {"Ref": "AWS::Region"}, {"Ref": "AWS::NoValue"}, {"Ref": "Bucket"}, {"Ref": "Bare"},
    {"Fn::GetAtt": ["Queue", "Arn"]}, {"Fn::GetAtt": "Table.StreamArn"}, {"Fn::Sub": "x-${AWS::Region}-${FuzzParameter}"},
    {"Fn::Sub": ["${Name}-x", {"Name": {"Ref": "FuzzParameter"}}]}, {"Fn::If": ["FuzzCondition", "yes", "no"]},
    {"Fn::If": ["FuzzCondition", {"Ref": "Bucket"}, {"Ref": "AWS::NoValue"}]}, {"Fn::Join": ["-", ["a", {"Ref": "Bucket"}]]},
    {"Fn::FindInMap": ["FuzzMap", "first", "second"]}, {"Fn::ImportValue": "other-stack"},
    {"Fn::Select": [0, ["a", "b"]]}, {"Fn::Split": [",", "a,b"]}, {"Fn::GetAZs": ""}, {"Fn::Base64": "text"},
    {"Ref": "param1"}, {"Fn::Sub": "${param1}"}, {"Ref": "Nowhere"}]

SCALARS = ["", "text", "a b/c", "arn:aws:sqs:us-east-1:123456789012:queue", 0, 1, -1, 3.5, True, False, None, [], {},
           ["text"], [1], [None], [{}], {"Key": "Value"}, {"Ref": "AWS::NoValue"}, {"Type": "Api"}, "/path/{proxy+}",
           "*", "AWS_IAM", "NONE", {"Fn::If": ["FuzzCondition", "x"]}, {"Ref": ["x"]}, {"Fn::GetAtt": []}, "true", "1"]

PLAIN_RESOURCES = {
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}},
    "Pool": {"Type": "AWS::Cognito::UserPool"},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
    "OtherFunction": {"Type": "AWS::Serverless::Function",
                      "Properties": {"CodeUri": "s3://bucket/other", "Handler": "h", "Runtime": "python3.12"}}}

TAGS = {"Team": "fuzz", "Stage": ["test", "prod"]}
TEXT = ["text", "some-name", "other text"]
FLAG = [True, False]
NUMBER = [1, 5, 10, 30]
ARN = ["arn:aws:lambda:us-east-1:123456789012:function:other", Exactly({"Fn::GetAtt": ["OtherFunction", "Arn"]}),
       Exactly({"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q"})]
FUNCTION_ARN = Exactly({"Fn::GetAtt": ["OtherFunction", "Arn"]})
POOL_ARN = [Exactly({"Fn::GetAtt": ["Pool", "Arn"]}), "arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]
ROLE = [Exactly({"Fn::GetAtt": ["Role", "Arn"]}), "arn:aws:iam::123456789012:role/r"]
METHOD = ["get", "POST", "any", "Delete", "put", "OPTIONS", "x-amazon-apigateway-any-method"]
PATH = ["/", "/one", "/one/{id}", "/{proxy+}", "/a/b", "$default", "/one"]
STATEMENT = {"Effect!": "Allow", "Action!": ["s3:GetObject", Many("sqs:SendMessage")], "Resource!": "*"}
S3_URI = ["s3://bucket/key", "s3://bucket/key?versionId=2", {"Bucket!": "bucket", "Key!": "key", "Version": "1"}]

NAMED = {
    "dead-letter": {"Type!": ["SQS", "SNS"], "TargetArn!": ARN},
    "event-dead-letter": [{"Arn!": ARN}, {"Type!": "SQS", "QueueLogicalId": "MyQueue"}, {"Arn": ARN, "Type": "SQS"}],
    "retry": {"MaximumRetryAttempts": NUMBER, "MaximumEventAgeInSeconds": NUMBER},
    "destination": {"Type": ["SQS", "SNS", "Lambda", "EventBridge", "S3Bucket"], "Destination": ARN},
    "policy": ["AWSLambdaRole", "AmazonDynamoDBFullAccess", "AWSXrayWriteOnlyAccess", "arn:aws:iam::aws:policy/Other",
               {"Statement!": [STATEMENT, Many(STATEMENT)], "Version": "2012-10-17"},
               Exactly({"SQSPollerPolicy": {"QueueName": "q"}}), Exactly({"CloudWatchPutMetricPolicy": {}}),
               Exactly({"S3CrudPolicy": {"BucketName": {"Ref": "Bucket"}}}),
               Exactly({"DynamoDBCrudPolicy": {"TableName": {"Ref": "Table"}}}),
               Exactly({"LambdaInvokePolicy": {"FunctionName": "f"}}), Exactly({"LambdaInvokePolicy": {}}),
               Exactly({"StepFunctionsExecutionPolicy": {"StateMachineName": {"Fn::Sub": "${param1}"}}}),
               Exactly({"Fn::If": ["FuzzCondition", "AWSLambdaRole", {"Ref": "AWS::NoValue"}]})],
    "cors": ["'*'", {"AllowOrigin!": "'*'", "AllowMethods": "'GET'", "AllowHeaders": "'X'", "MaxAge": "'600'",
                     "AllowCredentials": FLAG}],
    "identity": {"Headers": Many(["Authorization", "X-Other"]), "QueryStrings": Many("q"), "Context": Many("c"),
                 "StageVariables": Many("v"), "ReauthorizeEvery": [0, 30, 300], "Header": "Auth",
                 "ValidationExpression": "^x$"},
    "rest-authorizer": [
        {"UserPoolArn!": [POOL_ARN, Many(POOL_ARN)], "Identity": "@identity", "AuthorizationScopes": Many("scope")},
        {"FunctionArn!": FUNCTION_ARN, "FunctionPayloadType": ["TOKEN", "REQUEST"], "Identity": "@identity",
         "FunctionInvokeRole": [ROLE, "NONE"], "DisableFunctionDefaultPermissions": FLAG}],
    "usage-plan": {"CreateUsagePlan!": ["PER_API", "SHARED", "NONE"], "Description": TEXT, "UsagePlanName": TEXT,
                   "Quota": {"Limit": 10, "Period": "DAY"}, "Throttle": {"RateLimit": 5, "BurstLimit": 5}, "Tags": TAGS},
    "resource-policy": {
        "CustomStatements": [STATEMENT, Many(STATEMENT)], "IpRangeWhitelist": Many(["1.2.3.4", "10.0.0.0/8"]),
        "IpRangeBlacklist": Many("5.6.7.8"), "AwsAccountWhitelist": Many("123456789012"),
        "AwsAccountBlacklist": Many("210987654321"), "SourceVpcWhitelist": Many(["vpc-1", "vpce-2"]),
        "SourceVpcBlacklist": Many("vpc-3"), "IntrinsicVpcWhitelist": Many("vpc-4"),
        "IntrinsicVpcBlacklist": Many({"Ref!": "Bucket"}), "IntrinsicVpceWhitelist": Many("vpce-5"),
        "IntrinsicVpceBlacklist": Many("vpce-6")},
    "rest-auth": {
        "DefaultAuthorizer": ["First", "AWS_IAM", "Nobody"], "Authorizers": Each(["First", "Second"], "@rest-authorizer"),
        "AddDefaultAuthorizerToCorsPreflight": FLAG, "AddApiKeyRequiredToCorsPreflight": FLAG, "ApiKeyRequired": FLAG,
        "ResourcePolicy": "@resource-policy", "UsagePlan": "@usage-plan", "InvokeRole": [ROLE, "CALLER_CREDENTIALS", "NONE"]},
    "route53": {"HostedZoneId": "Z1", "HostedZoneName": "example.com.", "EvaluateTargetHealth": FLAG, "IpV6": FLAG,
                "DistributionDomainName": "d.example.com", "SetIdentifier": "s", "Region": "us-east-1",
                "SeparateRecordSetGroup": FLAG},
    "rest-domain": {"DomainName!": ["api.example.com", Exactly({"Fn::Sub": "${param1}.example.com"})],
                    "CertificateArn!": "arn:aws:acm:us-east-1:1:certificate/c", "BasePath": [Many(["one", "/two", "th-ree"])],
                    "EndpointConfiguration": ["REGIONAL", "EDGE", "PRIVATE"], "Route53": "@route53",
                    "MutualTlsAuthentication": {"TruststoreUri": "s3://b/t", "TruststoreVersion": "1"},
                    "NormalizeBasePath": FLAG, "SecurityPolicy": ["TLS_1_0", "TLS_1_2"], "IpAddressType": "dualstack",
                    "OwnershipVerificationCertificateArn": "arn:aws:acm:us-east-1:1:certificate/o",
                    "AccessAssociation": {"VpcEndpointId!": "vpce-1"}, "Policy": {"Version": "2012-10-17"}},
    "v2-domain": {"DomainName!": "api.example.com", "CertificateArn!": "arn:aws:acm:us-east-1:1:certificate/c",
                  "BasePath": [Many(["one", "/two"]), "one"], "EndpointConfiguration": ["REGIONAL", "EDGE"],
                  "Route53": "@route53", "SecurityPolicy": "TLS_1_2", "IpAddressType": "ipv4",
                  "MutualTlsAuthentication": {"TruststoreUri": "s3://b/t", "TruststoreVersion": "1"}},
    "swagger": [Exactly({"swagger": "2.0", "paths": {}}), Exactly({"openapi": "3.0.1", "paths": {}}),
                Exactly({"swagger": "2.0", "info": {"title": "t"}, "paths": {"/one": {"get": {}, "post": {"security": [{"First": []}]}}}}),
                Exactly({"openapi": "3.0.1", "paths": {"/one": {"x-amazon-apigateway-any-method": {"responses": {}}, "options": {}}},
                         "components": {"schemas": {"S": {"type": "object"}}}}),
                Exactly({"openapi": "3.0.1", "paths": {"/two": {"Fn::If": ["FuzzCondition", {"get": {}}, {"put": {}}]}}}),
                Exactly({"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}})],
    "http-authorizer": [
        {"JwtConfiguration!": [{"issuer": "https://i", "audience": Many("a")}, {"Issuer": "https://i", "Audience": Many("a")}],
         "IdentitySource": "$request.header.Authorization", "AuthorizationScopes": Many("scope")},
        {"FunctionArn!": FUNCTION_ARN, "AuthorizerPayloadFormatVersion!": ["1.0", "2.0", 1.0, 2.0], "Identity": "@identity",
         "FunctionInvokeRole": ROLE, "EnableSimpleResponses": FLAG, "EnableFunctionDefaultPermissions": FLAG}],
    "http-auth": {"DefaultAuthorizer": ["First", "AWS_IAM", "Nobody"], "Authorizers": Each(["First", "Second"], "@http-authorizer"),
                  "EnableIamAuthorizer": FLAG},
    "event-auth": {"Authorizer": ["First", "NONE", "AWS_IAM", "Second"], "AuthorizationScopes": Many("scope"), "ApiKeyRequired": FLAG,
                   "ResourcePolicy": "@resource-policy", "InvokeRole": [ROLE, "NONE", "CALLER_CREDENTIALS"],
                   "OverrideApiAuth": FLAG},
    "deployment": {"Type": ["AllAtOnce", "Canary10Percent5Minutes", "Linear10PercentEvery1Minute", "Custom"], "Enabled": FLAG,
                   "Role": ROLE, "Alarms": [Many(["alarm", Exactly({"Ref": "Queue"})]), Exactly({"Fn::If": ["FuzzCondition", ["a"], ["b"]]})],
                   "Hooks": {"PreTraffic": Exactly({"Ref": "OtherFunction"}), "PostTraffic": "f"},
                   "TriggerConfigurations": Many({"TriggerName": "t"}), "PassthroughCondition": FLAG},
    "url-cors": {"AllowOrigins": Many("https://example.com"), "AllowMethods": Many("GET"), "AllowHeaders": Many("X"),
                 "ExposeHeaders": Many("X"), "MaxAge": NUMBER, "AllowCredentials": FLAG},
    "embedded-connector": {"Destination!": ["@endpoint", Many("@endpoint")], "Permissions!": "@permissions",
                           "SourceReference": {"Qualifier": "q"}},
    "permissions": [Many("Read"), Exactly(["Read", "Write"]), Many("Write"), Many("Execute")],
    "endpoint": [{"Id!": ["Bucket", "Queue", "Topic", "Table", "OtherFunction", "Role", "Nowhere"]},
                 {"Type!": ["AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::SNS::Topic", "AWS::DynamoDB::Table", "AWS::Events::EventBus",
                            "AWS::StepFunctions::StateMachine", "AWS::Serverless::Function", "AWS::ApiGateway::RestApi"],
                  "Arn": ARN, "RoleName": "role", "QueueUrl": "https://q", "Name": "name", "ResourceId": "r", "Qualifier": "q"}],
}

S3_EVENT = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
MAPPING = {
    "BatchSize": NUMBER, "Enabled": FLAG, "MaximumBatchingWindowInSeconds": NUMBER, "MaximumRetryAttempts": NUMBER,
    "BisectBatchOnFunctionError": FLAG, "MaximumRecordAgeInSeconds": NUMBER, "ParallelizationFactor": NUMBER,
    "DestinationConfig": {"OnFailure!": "@destination"}, "TumblingWindowInSeconds": NUMBER, "KmsKeyArn": "arn:aws:kms:us-east-1:1:key/k",
    "FunctionResponseTypes": Many("ReportBatchItemFailures"), "FilterCriteria": {"Filters": Many({"Pattern": "{}"})},
    "ConsumerGroupId": "group", "ScalingConfig": {"MaximumConcurrency": 5}, "MetricsConfig": {"Metrics": Many("EventCount")},
    "ProvisionedPollerConfig": {"MinimumPollers": 1}, "LoggingConfig": {"SystemLogLevel": "INFO"},
    "SchemaRegistryConfig": {"SchemaRegistryURI": ["https://r", "arn:aws:glue:us-east-1:1:registry/r"], "EventRecordFormat": "JSON",
                             "AccessConfigs": Many({"Type": "BASIC_AUTH", "URI": "arn:aws:secretsmanager:us-east-1:1:secret:s"})}}
ACCESS = Many({"Type": ["BASIC_AUTH", "SASL_SCRAM_256_AUTH", "VPC_SUBNET", "VPC_SECURITY_GROUP", "VIRTUAL_HOST",
                        "SASL_SCRAM_512_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH"],
               "URI": ["arn:aws:secretsmanager:us-east-1:1:secret:s", "subnet:subnet-1", "/"]})
STREAM = dict(MAPPING, **{"Stream!": ["arn:aws:kinesis:us-east-1:1:stream/s", Exactly({"Fn::GetAtt": ["Table", "StreamArn"]})],
                          "StartingPosition!": ["LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"], "StartingPositionTimestamp": 1})
RULE = {"Pattern!": {"source": Many("aws.s3"), "detail": {"state": Many("x")}}, "EventBusName": ["bus", Exactly({"Ref": "Queue"})],
        "Input": "{}", "InputPath": "$.x", "Target": {"Id!": "Target"}, "RuleName": "rule", "State": ["ENABLED", "DISABLED"],
        "Enabled": FLAG, "DeadLetterConfig": "@event-dead-letter", "RetryPolicy": "@retry",
        "InputTransformer": {"InputTemplate": "x", "InputPathsMap": {"a": "$.b"}}}
API_REFERENCE = [Exactly({"Ref": name}) for name in ("FuzzResource0", "MyResource0", "TheResource1", "MyResource1", "FuzzResource1")]
EVENTS = {
    "Api": {"Path!": PATH, "Method!": METHOD, "RestApiId": API_REFERENCE, "Stage": "s", "Auth": "@event-auth",
            "RequestModel": {"Model!": ["User", "Other"], "Required": FLAG, "ValidateBody": FLAG, "ValidateParameters": FLAG},
            "RequestParameters": Many(["method.request.header.X", "method.request.querystring.q",
                                       {"method.request.path.id!": {"Required": FLAG, "Caching": FLAG}}]),
            "TimeoutInMillis": NUMBER, "ResponseTransferMode": ["STREAM", "BUFFERED"], "UnescapeMappingTemplate": FLAG},
    "HttpApi": {"Path": PATH, "Method": METHOD, "ApiId": API_REFERENCE, "Auth": "@event-auth", "TimeoutInMillis": NUMBER,
                "RouteSettings": {"ThrottlingBurstLimit": 1}, "PayloadFormatVersion": ["1.0", "2.0"], "Stage": "s"},
    "S3": {"Bucket!": Exactly({"Ref": "Bucket"}), "Events!": [S3_EVENT, Many(S3_EVENT)],
           "Filter": {"S3Key!": {"Rules!": Many({"Name!": ["prefix", "suffix"], "Value!": "x"})}}},
    "SNS": {"Topic!": [Exactly({"Ref": "Topic"}), "arn:aws:sns:us-east-1:1:t"], "Region": "us-east-1",
            "FilterPolicy": {"x": Many("y")}, "FilterPolicyScope": "MessageBody", "RedrivePolicy": {"deadLetterTargetArn": ARN},
            "SqsSubscription": [FLAG, {"BatchSize": NUMBER, "Enabled": FLAG, "QueueArn": ARN, "QueuePolicyLogicalId": "Policy",
                                       "QueueUrl": "https://q"}]},
    "SQS": dict(MAPPING, **{"Queue!": ARN}), "Kinesis": STREAM, "DynamoDB": STREAM,
    "MSK": dict(STREAM, Topics=Many("t"), SourceAccessConfigurations=ACCESS),
    "SelfManagedKafka": dict(MAPPING, **{"Topics!": Many("t"), "KafkaBootstrapServers!": Many("host:9092"), "SourceAccessConfigurations!": ACCESS}),
    "MQ": dict(MAPPING, **{"Broker!": ARN, "Queues!": Many("q"), "SourceAccessConfigurations!": ACCESS, "DynamicPolicyName": FLAG,
                           "SecretsManagerKmsKeyId": "key"}),
    "DocumentDB": dict(MAPPING, **{"Cluster!": ARN, "DatabaseName!": "db", "CollectionName": "c", "FullDocument": "Default",
                                   "SourceAccessConfigurations!": ACCESS, "StartingPosition": "LATEST", "SecretsManagerKmsKeyId": "key"}),
    "Schedule": {"Schedule!": "rate(1 day)", "RuleName": "rule", "Input": "{}", "Enabled": FLAG, "State": ["ENABLED", "DISABLED"],
                 "Name": "name", "Description": TEXT, "DeadLetterConfig": "@event-dead-letter", "RetryPolicy": "@retry",
                 "RoleArn": ROLE, "Target": {"Id!": "T"}},
    "ScheduleV2": {"ScheduleExpression!": "rate(1 day)", "FlexibleTimeWindow": {"Mode": "OFF"}, "Name": "name", "State": "ENABLED",
                   "Description": TEXT, "StartDate": "2026-01-01", "EndDate": "2027-01-01", "ScheduleExpressionTimezone": "UTC",
                   "GroupName": "group", "KmsKeyArn": "arn:aws:kms:us-east-1:1:key/k", "Input": "{}", "RoleArn": ROLE, "OmitName": FLAG,
                   "PermissionsBoundary": "arn:aws:iam::1:policy/p", "DeadLetterConfig": "@event-dead-letter", "RetryPolicy": "@retry"},
    "EventBridgeRule": RULE, "CloudWatchEvent": RULE,
    "CloudWatchLogs": {"LogGroupName!": ["group", Exactly({"Ref": "Bucket"})], "FilterPattern!": "x"},
    "IoTRule": {"Sql!": "SELECT *", "AwsIotSqlVersion": "beta"}, "AlexaSkill": {"SkillId": "skill"},
    "Cognito": {"UserPool!": Exactly({"Ref": "Pool"}), "Trigger!": ["PreSignUp", Many(["PostConfirmation", "CustomMessage"])]}}

FUNCTION = {
    "CodeUri!": S3_URI, "Handler!": "index.handler", "Runtime!": ["python3.12", "nodejs22.x", "java21"], "FunctionName": TEXT,
    "InlineCode": "pass", "Description": TEXT, "MemorySize": NUMBER, "Timeout": NUMBER, "Role": ROLE, "RolePath": "/p/",
    "PermissionsBoundary": "arn:aws:iam::1:policy/p", "Policies": ["@policy", Many("@policy")], "Tags": TAGS, "PropagateTags": FLAG,
    "AssumeRolePolicyDocument": {"Statement": STATEMENT}, "Environment": {"Variables": {"A": "b"}},
    "Tracing": ["Active", "PassThrough", "Disabled"], "KmsKeyArn": "k", "DeadLetterQueue": "@dead-letter",
    "VpcConfig": {"SubnetIds": Many("subnet-1"), "SecurityGroupIds": Many("sg-1")}, "Layers": Many("arn:aws:lambda:us-east-1:1:layer:l:1"),
    "ReservedConcurrentExecutions": NUMBER, "EphemeralStorage": {"Size": 1024}, "Architectures": Many(["arm64", "x86_64"]),
    "AutoPublishAlias": ["live", Exactly({"Ref": "FuzzParameter"})], "AutoPublishCodeSha256": ["a" * 64, Exactly({"Ref": "param1"})],
    "AutoPublishAliasAllProperties": FLAG, "VersionDescription": TEXT, "VersionDeletionPolicy": ["Delete", "Retain"],
    "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": NUMBER}, "DeploymentPreference": "@deployment",
    "EventInvokeConfig": {"MaximumEventAgeInSeconds": NUMBER, "MaximumRetryAttempts": NUMBER,
                          "DestinationConfig": {"OnSuccess": "@destination", "OnFailure": "@destination"}},
    "FunctionUrlConfig": {"AuthType!": ["NONE", "AWS_IAM"], "Cors": "@url-cors", "InvokeMode": "BUFFERED"},
    "SnapStart": {"ApplyOn": "PublishedVersions"}, "PackageType": ["Zip", "Image"], "ImageUri": "1.dkr.ecr.r.amazonaws.com/i:1",
    "ImageConfig": {"Command": Many("c")}, "FileSystemConfigs": Many({"Arn": "a", "LocalMountPath": "/mnt/x"}),
    "CodeSigningConfigArn": "c", "RuntimeManagementConfig": {"UpdateRuntimeOn": "Auto"}, "RecursiveLoop": "Allow",
    "LoggingConfig": {"LogFormat": "JSON"}, "SourceKMSKeyArn": "k", "TenancyConfig": {"TenantIsolationMode": "PER_TENANT"},
    "CapacityProviderConfig": {"Arn": ["c", Exactly({"Ref": "FuzzResource1"})], "PerExecutionEnvironmentMaxConcurrency": NUMBER},
    "FunctionScalingConfig": {"MinExecutionEnvironments": 1}, "PublishToLatestPublished": FLAG, "DurableConfig": {"ExecutionTimeout": 10}}
API = {
    "StageName!": ["prod", "Stage", Exactly({"Ref": "FuzzParameter"})], "Name": TEXT, "Description": TEXT, "Tags": TAGS,
    "PropagateTags": FLAG, "DefinitionBody": "@swagger", "DefinitionUri": S3_URI, "MergeDefinitions": FLAG, "CacheClusterEnabled": FLAG,
    "CacheClusterSize": "0.5", "Variables": {"A": "b"}, "EndpointConfiguration": ["REGIONAL", "EDGE", {"Type": "PRIVATE", "VPCEndpointIds": Many("vpce-1"),
    "IpAddressType": "dualstack"}], "MethodSettings": Many({"HttpMethod": "*", "ResourcePath": "/*"}), "BinaryMediaTypes": Many(["image~1png", "*/*", "image/gif"]),
    "MinimumCompressionSize": 1024, "Cors": "@cors", "Auth": "@rest-auth", "TracingEnabled": FLAG, "OpenApiVersion": ["2.0", "3.0.1", "3.1.1", 3.0],
    "GatewayResponses": Each(["DEFAULT_4XX", "UNAUTHORIZED"], {"StatusCode": [401, "401"], "ResponseParameters": {
        "Headers": {"X": "'x'"}, "Paths": {"p": "'x'"}, "QueryStrings": {"q": "'x'"}}, "ResponseTemplates": {"application/json": "{}"}}),
    "AccessLogSetting": {"DestinationArn": ARN, "Format": "f"}, "CanarySetting": {"PercentTraffic": 5}, "Models": Each(["User", "Other"], {"type!": "object"}),
    "Domain": "@rest-domain", "FailOnWarnings": FLAG, "Mode": "overwrite", "DisableExecuteApiEndpoint": FLAG, "ApiKeySourceType": "HEADER",
    "AlwaysDeploy": FLAG, "Policy": {"Version": "2012-10-17"}, "SecurityPolicy": "SecurityPolicy_TLS13_1_3_2025_09", "EndpointAccessMode": "STRICT"}
HTTP_API = {
    "Name": TEXT, "StageName": ["prod", "$default", Exactly({"Ref": "FuzzParameter"})], "Tags": TAGS, "PropagateTags": FLAG, "DefinitionBody": "@swagger",
    "DefinitionUri": S3_URI, "StageVariables": {"A": "b"}, "CorsConfiguration": [FLAG, "@url-cors", {"AllowOrigin": Many("x")}],
    "AccessLogSettings": {"DestinationArn": ARN}, "DefaultRouteSettings": {"ThrottlingRateLimit": 1}, "Auth": "@http-auth",
    "RouteSettings": {"GET /one": {"ThrottlingBurstLimit": 1}}, "Domain": "@v2-domain", "FailOnWarnings": FLAG, "Description": TEXT,
    "DisableExecuteApiEndpoint": FLAG}
STATES = Exactly({"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": {"Fn::GetAtt": ["OtherFunction", "Arn"]}, "End": True}}})
GRAPHQL_AUTH = {"Type!": ["AWS_IAM", "API_KEY", "AWS_LAMBDA", "OPENID_CONNECT", "AMAZON_COGNITO_USER_POOLS"],
                "LambdaAuthorizer!": {"AuthorizerUri!": FUNCTION_ARN, "AuthorizerResultTtlInSeconds": 1},
                "OpenIDConnect!": {"Issuer!": "https://i", "ClientId": "c"}, "UserPool!": {"UserPoolId!": Exactly({"Ref": "Pool"}), "AwsRegion": "r",
                "DefaultAction": "ALLOW"}}
PROPERTIES = {
    "AWS::Serverless::Function": FUNCTION, "AWS::Serverless::Api": API, "AWS::Serverless::HttpApi": HTTP_API,
    "AWS::Serverless::WebSocketApi": {
        "RouteSelectionExpression!": "$request.body.action", "Name": TEXT, "StageName": ["prod", "x"], "Tags": TAGS, "PropagateTags": FLAG,
        "Routes!": Each(["$connect", "$default", "send"], {"FunctionArn!": FUNCTION_ARN, "ApiKeyRequired": FLAG, "OperationName": "o",
                        "RouteResponseSelectionExpression": "$default", "IntegrationTimeout": NUMBER, "ModelSelectionExpression": "m",
                        "RequestModels": {"m": "x"}, "RequestParameters": {"route.request.querystring.q": {"Required": True}}}),
        "Auth": {"AuthType": ["NONE", "AWS_IAM", "CUSTOM"], "AuthArn": FUNCTION_ARN, "IdentitySource": Many("route.request.header.X"),
                 "InvokeRole": ROLE, "Name": "n"},
        "ApiKeySelectionExpression": "$request.header.x-api-key", "AccessLogSettings": {"DestinationArn": ARN}, "Description": TEXT,
        "DefaultRouteSettings": {"ThrottlingBurstLimit": 1}, "DisableExecuteApiEndpoint": FLAG, "DisableSchemaValidation": FLAG,
        "Domain": "@v2-domain", "FailOnWarnings": FLAG, "IpAddressType": "ipv4", "RouteSettings": {"send": {"ThrottlingBurstLimit": 1}},
        "StageVariables": {"A": "b"}},
    "AWS::Serverless::Application": {
        "Location!": ["https://s3.amazonaws.com/b/t.yaml", {"ApplicationId!": ["app", "non-existent"], "SemanticVersion!": "1.0.0"}],
        "Parameters": {"A": "b"}, "NotificationARNs": Many(ARN), "Tags": TAGS, "TimeoutInMinutes": NUMBER},
    "AWS::Serverless::SimpleTable": {
        "PrimaryKey": {"Name!": "id", "Type!": ["String", "Number", "Binary"]}, "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
        "TableName": TEXT, "Tags": TAGS, "SSESpecification": {"SSEEnabled": FLAG}, "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": FLAG}},
    "AWS::Serverless::LayerVersion": {
        "ContentUri!": S3_URI, "LayerName": TEXT, "Description": TEXT, "CompatibleRuntimes": Many("python3.12"), "LicenseInfo": "MIT",
        "CompatibleArchitectures": Many(["arm64", "x86_64", "vax"]), "RetentionPolicy": ["Retain", "Delete", "retain"], "PublishLambdaVersion": FLAG},
    "AWS::Serverless::StateMachine": {
        "Definition": STATES, "DefinitionUri": S3_URI, "Logging": {"Level": "ALL"}, "Role": ROLE, "RolePath": "/p/", "Name": TEXT, "Type": ["EXPRESS", "STANDARD"],
        "DefinitionSubstitutions": {"A": ARN}, "Tags": TAGS, "PropagateTags": FLAG, "Policies": ["@policy", Many("@policy")], "Tracing": {"Enabled": FLAG},
        "PermissionsBoundary": "arn:aws:iam::1:policy/p", "AutoPublishAlias": "live", "DeploymentPreference": {"Type": "ALL_AT_ONCE"}, "UseAliasAsEventTarget": FLAG},
    "AWS::Serverless::Connector": {"Source!": "@endpoint", "Destination!": ["@endpoint", Many("@endpoint")], "Permissions!": "@permissions"},
    "AWS::Serverless::CapacityProvider": {
        "VpcConfig!": {"SubnetIds!": Many("subnet-1"), "SecurityGroupIds!": Many("sg-1")}, "CapacityProviderName": TEXT, "OperatorRole": ROLE, "Tags": TAGS,
        "PropagateTags": FLAG, "InstanceRequirements": {"Architectures": Many("x86_64"), "AllowedTypes": Many("m5.large"), "ExcludedTypes": Many("t3.nano")},
        "ScalingConfig": {"MaxVCpuCount": NUMBER, "AverageCPUUtilization": NUMBER}, "KmsKeyArn": "k"},
    "AWS::Serverless::GraphQLApi": {
        "Auth!": dict(GRAPHQL_AUTH, Additional=Many(GRAPHQL_AUTH)), "SchemaInline": "type Query { a: String }", "SchemaUri": "s3://b/s", "Name": TEXT, "Tags": TAGS,
        "XrayEnabled": FLAG, "Logging": [FLAG, {"CloudWatchLogsRoleArn": ROLE, "FieldLogLevel": "ALL"}],
        "DataSources": {"DynamoDb": Each(["Posts"], {"TableName!": Exactly({"Ref": "Table"}), "TableArn": ARN, "Permissions": "@permissions", "ServiceRoleArn": ROLE}),
                        "Lambda": Each(["Fn"], {"FunctionArn!": FUNCTION_ARN, "ServiceRoleArn": ROLE, "Name": "n"})},
        "Functions": Each(["get", "put"], {"DataSource!": ["Posts", "Fn", "NONE", "none"], "Runtime!": {"Name!": "APPSYNC_JS", "Version!": "1.0.0"},
                          "InlineCode": "code", "CodeUri": "s3://b/c", "Name": "n", "Id": "i"}),
        "Resolvers": Each(["Query", "Mutation"], Each(["a", "b"], {"Pipeline!": Many(["get", "put"]), "Runtime!": {"Name!": "APPSYNC_JS", "Version!": "1.0.0"},
                          "InlineCode": "code", "CodeUri": "s3://b/c", "FieldName": "f", "Caching": {"Ttl!": 5}})),
        "ApiKeys": Each(["K1", "K2"], {"Description": TEXT, "ExpiresOn": 1}), "Visibility": "PRIVATE", "OwnerContact": "me", "IntrospectionConfig": "DISABLED",
        "DomainName": {"CertificateArn!": "c", "DomainName!": "d"}, "Cache": {"ApiCachingBehavior!": "b", "Ttl!": 1, "Type!": "t"}, "QueryDepthLimit": 5,
        "ResolverCountLimit": 5}}

REQUIRES = {"AWS::Serverless::Function": [("VersionDeletionPolicy", "AutoPublishAlias"), ("FunctionScalingConfig", "CapacityProviderConfig"),
                                          ("DeploymentPreference", "AutoPublishAlias"), ("ProvisionedConcurrencyConfig", "AutoPublishAlias")],
            "AWS::Serverless::StateMachine": [("DeploymentPreference", "AutoPublishAlias"), ("UseAliasAsEventTarget", "AutoPublishAlias")]}
EXCLUDES = {"AWS::Serverless::Function": [("CapacityProviderConfig", "VpcConfig"), ("CapacityProviderConfig", "ProvisionedConcurrencyConfig")],
            "AWS::Serverless::Api": [("DefinitionUri", "DefinitionBody"), ("DefinitionUri", "Auth"), ("DefinitionUri", "Cors"),
                                     ("DefinitionUri", "GatewayResponses"), ("DefinitionUri", "Models")],
            "AWS::Serverless::HttpApi": [("DefinitionUri", "DefinitionBody"), ("DefinitionUri", "Auth"), ("DefinitionUri", "CorsConfiguration")],
            "AWS::Serverless::StateMachine": [("Definition", "DefinitionUri")],
            "AWS::Serverless::GraphQLApi": [("SchemaInline", "SchemaUri")]}
# What the one grammar of an event source has for its other owner.
ONLY_OF_OTHERS = {("Function", "Api"): ("UnescapeMappingTemplate",), ("Function", "Schedule"): ("RoleArn", "Target"),
                  ("StateMachine", "Api"): ("RequestModel", "RequestParameters", "TimeoutInMillis", "ResponseTransferMode"),
                  ("StateMachine", "EventBridgeRule"): ("Enabled",), ("StateMachine", "CloudWatchEvent"): ("Enabled",),
                  ("Function", "SQS"): ("ConsumerGroupId", "SchemaRegistryConfig"), ("Function", "Kinesis"): ("ConsumerGroupId", "SchemaRegistryConfig"),
                  ("Function", "DynamoDB"): ("ConsumerGroupId", "SchemaRegistryConfig"), ("Function", "MQ"): ("ConsumerGroupId", "SchemaRegistryConfig"),
                  ("Function", "DocumentDB"): ("ConsumerGroupId", "SchemaRegistryConfig")}
RESOURCE_TYPES = list(PROPERTIES) + ["AWS::Serverless::Function"] * 5 + ["AWS::Serverless::Api"] * 2
EVENT_TYPES = {"AWS::Serverless::Function": list(EVENTS) + ["Api"] * 3 + ["HttpApi"] * 2,
               "AWS::Serverless::StateMachine": ["Api", "Schedule", "ScheduleV2", "EventBridgeRule", "CloudWatchEvent"]}
GLOBAL_SECTIONS = {kind.rpartition("::")[2]: kind for kind in PROPERTIES
                   if kind.rpartition("::")[2] not in ("Application", "Connector", "GraphQLApi")}
_NOT_GLOBAL = {"FunctionName", "Role", "Policies", "InlineCode", "VersionDescription", "Events", "StageName", "DefinitionBody", "PackageType", "ImageUri",
               "ImageConfig", "AutoPublishCodeSha256", "Models", "Description", "Tags", "Policy", "ApiKeySourceType", "DisableExecuteApiEndpoint",
               "FailOnWarnings", "Mode", "Name"}
GLOBAL_NAMES = {section: {name.rstrip("!") for name in PROPERTIES[kind]} - (_NOT_GLOBAL if section in ("Function", "Api", "HttpApi") else set())
                for section, kind in GLOBAL_SECTIONS.items()}
GLOBAL_NAMES.update(SimpleTable={"SSESpecification"}, StateMachine={"PropagateTags"}, LayerVersion={"PublishLambdaVersion"})
GLOBAL_NAMES["HttpApi"] -= {"DefinitionUri"}
GLOBAL_NAMES["CapacityProvider"] -= {"CapacityProviderName"}
GLOBAL_NAMES["WebSocketApi"] -= {"Name", "Routes", "StageName", "Auth", "Description"}
