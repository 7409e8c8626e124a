package samara.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Body;
import samara.wire.Nothing;
import samara.wire.OperationModel;
import samara.wire.Protocol;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.CancellationReason;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.GetItemOutput;
import samara.wire.dynamodb.PutItemInput;
import samara.wire.dynamodb.TransactionCanceledException;
import samara.wire.iam.CreateRoleRequest;
import samara.wire.iam.IamApi;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.InvocationResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.s3.DeleteObjectsRequest;
import samara.wire.s3.GetBucketLocationOutput;
import samara.wire.s3.ListObjectsV2Output;
import samara.wire.s3.PutObjectRequest;
import samara.wire.s3.S3Api;
import samara.wire.s3.S3Object;
import samara.wire.sts.GetCallerIdentityResponse;
import samara.wire.sts.StsApi;

class CodecTest {
    private static Object decode(Protocol protocol, OperationModel<?, ?> operation, WireRequest request) {
        return decode(protocol, operation, request, Map.of());
    }

    private static Object decode(
            Protocol protocol, OperationModel<?, ?> operation, WireRequest request, Map<String, String> labels) {
        var route = new Route(operation.service(), operation, protocol, labels, QueryString.parse(request.rawQuery()));
        return Codec.of(protocol).decode(route, request);
    }

    private static WireRequest body(String text) {
        return body("POST", "", new WireHeaders(), text);
    }

    private static WireRequest body(String method, String query, WireHeaders headers, String text) {
        return new WireRequest(
                method, "/", query, "localhost", headers, Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(WireResponse response) throws IOException {
        return new String(response.body().toBytes(1 << 20), StandardCharsets.UTF_8);
    }

    private static PutItemInput putItem(String json) {
        return (PutItemInput) decode(Protocol.JSON_1_0, DynamoDbApi.PUT_ITEM, body(json));
    }

    @Test
    void readsJsonIntoRecords() {
        var input = putItem("""
                {"TableName":"books","Unknown":[{}],"ConditionExpression":null,"Item":{
                  "s":{"S":"é"},"n":{"N":"1"},"l":{"L":[{"BOOL":true},{"M":{"b":{"B":"YWJj"}}}]},"e":{"NULL":true}}}""");
        assertThat(input.tableName()).isEqualTo("books");
        assertThat(input.conditionExpression()).isEmpty();
        assertThat(input.item())
                .containsEntry("s", new AttributeValue.S("é"))
                .containsEntry("e", new AttributeValue.NULL(true))
                .containsEntry(
                        "l",
                        new AttributeValue.L(List.of(
                                new AttributeValue.BOOL(true),
                                new AttributeValue.M(Map.of("b", new AttributeValue.B(Blob.of("abc")))))));
    }

    @Test
    void tellsAllViolationsInAwsWords() {
        assertThatThrownBy(() -> putItem("{\"TableName\":\"\"}")).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("ValidationException");
            assertThat(e.message())
                    .isEqualTo("2 validation errors detected: Value '' at 'tableName' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 1; Value null at"
                            + " 'item' failed to satisfy constraint: Member must not be null");
        });
    }

    @Test
    void tellsTheWholePathOfAViolation() {
        assertThatThrownBy(() -> decode(
                        Protocol.JSON_1_0,
                        DynamoDbApi.TRANSACT_WRITE_ITEMS,
                        body("{\"TransactItems\":[{\"Put\":{\"Item\":{}}}]}")))
                .hasMessageContaining("Value null at 'transactItems.1.member.put.tableName' failed to satisfy");
    }

    @Test
    void refusesValuesOfOtherTypes() {
        assertThatThrownBy(() -> putItem("{\"TableName\":5}"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("SerializationException"));
        assertThatThrownBy(() -> putItem("{\"TableName\":")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> putItem("{} {}")).hasMessageContaining("after its end");
        assertThatThrownBy(() -> putItem("{\"TableName\":\"t\",\"Item\":{\"a\":{\"S\":\"x\",\"N\":\"1\"}}}"))
                .hasMessage("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                        + " supported datatypes");
    }

    @Test
    void refusesBottomlessNesting() {
        String deep = "{\"L\":[".repeat(150) + "]}".repeat(150);
        assertThatThrownBy(() -> putItem("{\"TableName\":\"t\",\"Item\":{\"a\":" + deep + "}}"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("SerializationException"));
    }

    @Test
    void writesJson() throws IOException {
        var output = GetItemOutput.builder()
                .item(Map.of("a", new AttributeValue.SS(List.of("x"))))
                .build();
        var response = Codec.of(Protocol.JSON_1_0).encode(DynamoDbApi.GET_ITEM, output, "id");
        assertThat(text(response)).isEqualTo("{\"Item\":{\"a\":{\"SS\":[\"x\"]}}}");
        assertThat(response.headers().first("Content-Type")).hasValue("application/x-amz-json-1.0");
        assertThat(response.headers().first("x-amzn-RequestId")).hasValue("id");
    }

    @Test
    void writesErrorsWithWhatElseTheyTell() throws IOException {
        var error = new AwsException("TransactionCanceledException", 400, "cancelled")
                .with(TransactionCanceledException.builder()
                        .cancellationReasons(List.of(
                                CancellationReason.builder().code("None").build()))
                        .build());
        var response = Codec.of(Protocol.JSON_1_0).error(DynamoDbApi.INSTANCE, error, "id");
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response))
                .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"cancelled\",\"CancellationReasons\":[{\"Code\":\"None\"}]}");
    }

    @Test
    void readsFormsIntoRecords() {
        var input = (CreateRoleRequest) decode(
                Protocol.QUERY,
                IamApi.CREATE_ROLE,
                body("Action=CreateRole&RoleName=r&AssumeRolePolicyDocument=%7B%7D&MaxSessionDuration=3600"
                        + "&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a&Tags.member.1.Value=1+1"));
        assertThat(input.roleName()).isEqualTo("r");
        assertThat(input.assumeRolePolicyDocument()).isEqualTo("{}");
        assertThat(input.maxSessionDuration()).hasValue(3600);
        assertThat(input.tags().orElseThrow())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("a=1 1", "b=2");
    }

    @Test
    void writesTheQueryProtocolsXml() throws IOException {
        var output = GetCallerIdentityResponse.builder().account("1 < 2").build();
        var response = Codec.of(Protocol.QUERY).encode(StsApi.GET_CALLER_IDENTITY, output, "id");
        assertThat(text(response))
                .isEqualTo("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Account>1 &lt; 2</Account></GetCallerIdentityResult>"
                        + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                        + "</GetCallerIdentityResponse>");
    }

    @Test
    void bindsHeadersPathsAndPayloads() throws IOException {
        var headers = new WireHeaders().add("x-amz-invocation-type", "Event");
        var input = (InvocationRequest) decode(
                Protocol.REST_JSON,
                LambdaApi.INVOKE,
                body("POST", "Qualifier=live", headers, "[1]"),
                Map.of("FunctionName", "f"));
        assertThat(input.functionName()).isEqualTo("f");
        assertThat(input.qualifier()).hasValue("live");
        assertThat(input.invocationType()).hasValue("Event");
        assertThat(input.payload()).hasValue(Blob.of("[1]"));
        var output = InvocationResponse.builder()
                .statusCode(202)
                .functionError("Unhandled")
                .payload(Blob.of("{}"))
                .build();
        var response = Codec.of(Protocol.REST_JSON).encode(LambdaApi.INVOKE, output, "id");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.headers().first("X-Amz-Function-Error")).hasValue("Unhandled");
        assertThat(text(response)).isEqualTo("{}");
    }

    @Test
    void leavesTheBodyOfNothingEmpty() throws IOException {
        var response = Codec.of(Protocol.REST_JSON).encode(LambdaApi.DELETE_ALIAS, Nothing.INSTANCE, "id");
        assertThat(response.status()).isEqualTo(204);
        assertThat(text(response)).isEmpty();
    }

    @Test
    void namesRestJsonErrorsInAHeader() throws IOException {
        var error = new AwsException("ResourceNotFoundException", 404, "gone");
        var response = Codec.of(Protocol.REST_JSON).error(LambdaApi.INSTANCE, error, "id");
        assertThat(response.headers().first("x-amzn-ErrorType")).hasValue("ResourceNotFoundException");
        assertThat(text(response)).isEqualTo("{\"Type\":\"User\",\"Message\":\"gone\"}");
    }

    @Test
    void readsXmlIntoRecords() {
        var input = (DeleteObjectsRequest) decode(
                Protocol.REST_XML,
                S3Api.DELETE_OBJECTS,
                body("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>"
                        + "<Object><Key>a &amp; b</Key></Object><Object><Key>c</Key></Object></Delete>"),
                Map.of("Bucket", "b"));
        assertThat(input.delete().quiet()).hasValue(true);
        assertThat(input.delete().objects()).extracting(object -> object.key()).containsExactly("a & b", "c");
    }

    @Test
    void refusesEntitiesInXml() {
        assertThatThrownBy(() -> decode(
                        Protocol.REST_XML,
                        S3Api.DELETE_OBJECTS,
                        body("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&x;</Key>"
                                + "</Object></Delete>"),
                        Map.of("Bucket", "b")))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("MalformedXML"));
    }

    @Test
    void leavesStreamedBodiesUnread() {
        var headers = new WireHeaders().add("X-Amz-Meta-Color", "red").add("x-amz-meta-size", "9");
        var request = body("PUT", "", headers, "content");
        var input = (PutObjectRequest)
                decode(Protocol.REST_XML, S3Api.PUT_OBJECT, request, Map.of("Bucket", "b", "Key", "k"));
        assertThat(input.body()).containsSame(request.body());
        assertThat(input.metadata().orElseThrow()).isEqualTo(Map.of("color", "red", "size", "9"));
    }

    @Test
    void writesS3sXml() throws IOException {
        var output = ListObjectsV2Output.builder()
                .name("b")
                .contents(List.of(S3Object.builder()
                        .key("k")
                        .lastModified(Instant.ofEpochMilli(1_700_000_000_120L))
                        .build()))
                .build();
        assertThat(text(Codec.of(Protocol.REST_XML).encode(S3Api.LIST_OBJECTS_V2, output, "id")))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Contents><Key>k</Key>"
                        + "<LastModified>2023-11-14T22:13:20.120Z</LastModified></Contents><Name>b</Name>"
                        + "</ListBucketResult>");
        var location = GetBucketLocationOutput.builder()
                .locationConstraint("eu-west-1")
                .build();
        assertThat(text(Codec.of(Protocol.REST_XML).encode(S3Api.GET_BUCKET_LOCATION, location, "id")))
                .endsWith("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1"
                        + "</LocationConstraint>");
    }

    @Test
    void refusesToBuildWithoutWhatIsRequired() {
        assertThatThrownBy(() -> PutItemInput.builder().tableName("t").build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("`item`");
    }
}
