package samara.wire.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.wire.Body;
import samara.wire.Protocol;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.catalog.Catalog;

class RouterTest {
    private final Router router = new Router(Catalog.all());

    private static WireHeaders signedFor(String service) {
        return new WireHeaders()
                .add(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=00");
    }

    private static WireRequest request(String method, String target, WireHeaders headers) {
        int mark = target.indexOf('?');
        return new WireRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                "localhost",
                headers,
                Body.empty());
    }

    private String operation(WireRequest request) {
        return switch (router.route(request)) {
            case Routing.Found found -> found.route().operation().toString();
            case Routing.Lost lost -> lost.error().code();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "PUT, /b, CreateBucket",
        "PUT, /b/, CreateBucket",
        "GET, /b, ListObjects",
        "GET, /b?list-type=2&prefix=a, ListObjectsV2",
        "GET, /b?versions, ListObjectVersions",
        "GET, /b?location=, GetBucketLocation",
        "POST, /b?delete, DeleteObjects",
        "GET, /b?uploads, ListMultipartUploads",
        "GET, /b?notification, GetBucketNotificationConfiguration",
        "PUT, /b?lifecycle, PutBucketLifecycleConfiguration",
        "PUT, /b/k, PutObject",
        "PUT, /b/k?tagging, PutObjectTagging",
        "PUT, /b/k?partNumber=1&uploadId=u, UploadPart",
        "POST, /b/k?uploads, CreateMultipartUpload",
        "POST, /b/k?uploadId=u, CompleteMultipartUpload",
        "GET, /b/k?uploadId=u, ListParts",
        "GET, /b/k?x-id=GetObject, GetObject",
        "HEAD, /b/k, HeadObject",
        "DELETE, /b/k?uploadId=u, AbortMultipartUpload",
        "DELETE, /b/a//b/, DeleteObject",
    })
    void tellsS3sOperationsApartByQuery(String method, String target, String operation) {
        assertThat(operation(request(method, target, signedFor("s3")))).isEqualTo("s3:" + operation);
    }

    @Test
    void tellsACopyByItsHeader() {
        var headers = signedFor("s3").add("x-amz-copy-source", "a/b");
        assertThat(operation(request("PUT", "/b/k", headers))).isEqualTo("s3:CopyObject");
        assertThat(operation(request("PUT", "/b/k?partNumber=1&uploadId=u", headers)))
                .isEqualTo("s3:UploadPartCopy");
    }

    @Test
    void keepsKeysAsTheyWereSent() {
        var found = (Routing.Found) router.route(request("GET", "/b//a/%2E%2e/x%2Fy+z/", signedFor("s3")));
        assertThat(found.route().labels()).containsEntry("Bucket", "b").containsEntry("Key", "/a/../x/y+z/");
    }

    @ParameterizedTest
    @CsvSource({"b.s3.eu-west-1.amazonaws.com", "b.s3.amazonaws.com", "b.s3.localhost", "b.localhost"})
    void findsBucketsInHosts(String host) {
        var request = new WireRequest("GET", "/k", "", host, signedFor("s3"), Body.empty());
        var found = (Routing.Found) router.route(request);
        assertThat(found.route().operation().name()).isEqualTo("GetObject");
        assertThat(found.route().labels()).containsEntry("Bucket", "b").containsEntry("Key", "k");
    }

    @Test
    void findsOperationsByTarget() {
        var headers = signedFor("dynamodb").add("X-Amz-Target", "DynamoDB_20120810.GetItem");
        assertThat(operation(request("POST", "/", headers))).isEqualTo("dynamodb:GetItem");
    }

    @Test
    void knowsOperationsThatAreNotBuilt() {
        var headers = signedFor("kms").add("X-Amz-Target", "TrentService.Encrypt");
        var found = (Routing.Found) router.route(request("POST", "/", headers));
        assertThat(found.route().operation().isBuilt()).isFalse();
        assertThat(found.route().operation()).hasToString("kms:Encrypt");
    }

    @Test
    void findsTheActionInAForm() {
        var headers = signedFor("sts").add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        byte[] form = "Action=GetCallerIdentity&Version=2011-06-15".getBytes(StandardCharsets.UTF_8);
        var found = (Routing.Found) router.route(new WireRequest("POST", "/", "", "localhost", headers, Body.of(form)));
        assertThat(found.route().operation()).hasToString("sts:GetCallerIdentity");
        assertThat(found.route().protocol()).isEqualTo(Protocol.QUERY);
    }

    @ParameterizedTest
    @CsvSource({
        "apigateway, GET, /restapis/abc/resources/r/methods/GET, apigateway:GetMethod",
        "apigateway, GET, /v2/apis, apigatewayv2:GetApis",
        "apigateway, PUT, /tags/arn%3Aaws%3Aapigateway%3A%3A%2Frestapis%2Fx, apigateway:TagResource",
        "lambda, POST, /2015-03-31/functions/f/invocations, lambda:Invoke",
        "lambda, GET, /2015-03-31/functions/, lambda:ListFunctions",
        "lambda, GET, /2017-03-31/tags/arn%3Aaws%3Alambda, lambda:ListTags",
        "lambda, GET, /nowhere, UnknownOperationException",
        "s3, PATCH, /b, MethodNotAllowed",
        "ec2, POST, /, NotImplemented",
    })
    void findsOperationsByPath(String service, String method, String target, String operation) {
        assertThat(operation(request(method, target, signedFor(service)))).isEqualTo(operation);
    }

    @Test
    void refusesSignaturesOfVersion2() {
        var presigned = request("GET", "/b/k?AWSAccessKeyId=AKID&Signature=x&Expires=1", new WireHeaders());
        var lost = (Routing.Lost) router.route(presigned);
        assertThat(lost.error().code()).isEqualTo("InvalidRequest");
        assertThat(lost.error().message()).contains("AWS4-HMAC-SHA256");
        assertThat(operation(request("GET", "/b/k", new WireHeaders().add("Authorization", "AWS AKID:x"))))
                .isEqualTo("InvalidRequest");
    }

    @Test
    void answersClientsOfUnknownServicesInTheirForm() {
        var form = signedFor("ec2").add("Content-Type", "application/x-www-form-urlencoded");
        assertThat(((Routing.Lost) router.route(request("POST", "/", form))).protocol())
                .isEqualTo(Protocol.QUERY);
        var json = (Routing.Lost) router.route(request("GET", "/clusters", signedFor("eks")));
        assertThat(json.protocol()).isEqualTo(Protocol.REST_JSON);
        assertThat(json.error().message()).isEqualTo("The service `eks` is not built.");
    }

    @Test
    void knowsEveryServiceByItsTable() {
        assertThat(Catalog.all().entries())
                .hasSizeGreaterThan(40)
                .allSatisfy(entry -> assertThat(
                                Catalog.all().service(entry.id()).orElseThrow().operations())
                        .isNotEmpty());
    }
}
