package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Body;
import samara.wire.Member;
import samara.wire.OperationModel;
import samara.wire.Schema;
import samara.wire.ServiceModel;
import samara.wire.Structure;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// REST-XML, with what S3 does in its own way.
final class RestXmlCodec implements Codec {
    static final RestXmlCodec INSTANCE = new RestXmlCodec();
    private static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private RestXmlCodec() {}

    @Override
    public Object decode(Route route, WireRequest request) {
        Schema input = route.operation().shapes().input();
        var checks = new Checks(route.service());
        var values = new @Nullable Object[input.members().size()];
        HttpMembers.read(route, request, values, checks);
        if (input.payload() >= 0) {
            values[input.payload()] = payload(input.members().get(input.payload()), request, checks);
        } else if (input.members().stream().anyMatch(member -> member.location() == Member.Location.BODY)) {
            byte[] bytes = Bodies.read(request.body());
            if (bytes.length > 0) {
                new XmlReader(checks).members(XmlElement.parse(bytes), input, values);
            }
        }
        Object result = checks.structure(input, values);
        checks.finish();
        return result;
    }

    private static @Nullable Object payload(Member member, WireRequest request, Checks checks) {
        if (member.streaming()) {
            return request.body();
        }
        byte[] bytes = Bodies.read(request.body());
        if (bytes.length == 0) {
            if (member.required()) {
                throw XmlReader.missingBody();
            }
            return null;
        }
        return switch (member.schema().kind()) {
            case BLOB -> Blob.owning(bytes);
            case STRING -> new String(bytes, StandardCharsets.UTF_8);
            default -> {
                checks.enter(member.name());
                Object value = new XmlReader(checks).value(XmlElement.parse(bytes), member);
                checks.leave();
                yield value;
            }
        };
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        Schema schema = operation.shapes().output();
        var structure = (Structure) output;
        WireHeaders headers = headers(operation.service(), requestId);
        int status =
                HttpMembers.write(schema, structure, headers, operation.http().status());
        if (headers.get("Content-Range") != null) {
            status = 206; // of S3's GetObject and HeadObject; no model says so
        }
        return new WireResponse(status, headers, body(operation, structure, headers));
    }

    private static WireHeaders headers(ServiceModel service, String requestId) {
        return service.id().equals("s3")
                ? new WireHeaders().add("x-amz-request-id", requestId).add("x-amz-id-2", requestId)
                : new WireHeaders().add("x-amzn-RequestId", requestId);
    }

    private static Body body(OperationModel<?, ?> operation, Structure output, WireHeaders headers) {
        Schema schema = operation.shapes().output();
        String namespace = operation.service().id().equals("s3")
                ? S3_NAMESPACE
                : operation.service().xmlNamespace();
        if (schema.payload() >= 0) {
            Member member = schema.members().get(schema.payload());
            Object value = output.member(schema.payload());
            return value == null ? Body.empty() : payload(member, value, namespace, headers);
        }
        if (schema.members().stream().noneMatch(member -> member.location() == Member.Location.BODY)) {
            return Body.empty();
        }
        String root = rootName(operation);
        var xml = new XmlWriter().declaration();
        if (operation.name().equals("GetBucketLocation")) {
            // The element holds the text itself, where the model would have one more element around it.
            Object location = output.member(0);
            xml.open(root, namespace);
            return typed(headers, location == null ? xml.close(root) : xml.textThenClose(root, location.toString()));
        }
        xml.open(root, namespace).members(schema, output);
        return typed(headers, xml.close(root));
    }

    private static Body payload(Member member, Object value, String namespace, WireHeaders headers) {
        return switch (value) {
            case Body body -> body;
            case Blob blob -> new Body.Bytes(blob);
            case String text -> Body.of(text.getBytes(StandardCharsets.UTF_8));
            case Structure structure -> {
                String root = member.wireName();
                var xml = new XmlWriter().declaration().open(root, namespace);
                xml.members(member.schema(), structure);
                yield typed(headers, xml.close(root));
            }
            default -> throw new IllegalStateException(member.name() + " cannot be the whole of a body.");
        };
    }

    private static Body typed(WireHeaders headers, XmlWriter xml) {
        if (headers.get("Content-Type") == null) {
            headers.add("Content-Type", "application/xml");
        }
        return Body.of(xml.toBytes());
    }

    /// The root elements that S3's API reference shows; the models that we have leave them out.
    private static String rootName(OperationModel<?, ?> operation) {
        String shape = operation.shapes().output().name();
        if (!operation.service().id().equals("s3")) {
            return shape;
        }
        return switch (operation.name()) {
            case "ListBuckets" -> "ListAllMyBucketsResult";
            case "ListObjects", "ListObjectsV2" -> "ListBucketResult";
            case "ListObjectVersions" -> "ListVersionsResult";
            case "DeleteObjects" -> "DeleteResult";
            case "CreateMultipartUpload" -> "InitiateMultipartUploadResult";
            case "CompleteMultipartUpload", "ListMultipartUploads", "ListParts" -> operation.name() + "Result";
            case "GetBucketLocation" -> "LocationConstraint";
            case "GetBucketVersioning" -> "VersioningConfiguration";
            case "GetBucketTagging", "GetObjectTagging" -> "Tagging";
            case "GetBucketCors" -> "CORSConfiguration";
            case "GetBucketNotificationConfiguration" -> "NotificationConfiguration";
            case "GetBucketAcl", "GetObjectAcl" -> "AccessControlPolicy";
            case "GetBucketLifecycleConfiguration" -> "LifecycleConfiguration";
            case "GetBucketLogging" -> "BucketLoggingStatus";
            case "GetBucketRequestPayment" -> "RequestPaymentConfiguration";
            case "GetBucketWebsite" -> "WebsiteConfiguration";
            case "GetBucketAccelerateConfiguration" -> "AccelerateConfiguration";
            case "GetObjectAttributes" -> "GetObjectAttributesResponse";
            default -> shape;
        };
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        WireHeaders headers = headers(service, requestId);
        if (error.status() == 304) {
            return new WireResponse(304, headers, Body.empty());
        }
        var xml = new XmlWriter().declaration();
        if (service.id().equals("s3")) {
            xml.open("Error").element("Code", error.code()).element("Message", error.message());
            service.error(error.code())
                    .ifPresent(model -> error.details().ifPresent(details -> xml.members(model.schema(), details)));
            xml.element("RequestId", requestId).element("HostId", requestId).close("Error");
        } else {
            QueryCodec.errorBody(xml, service.xmlNamespace(), error, requestId);
        }
        return new WireResponse(error.status(), headers, typed(headers, xml));
    }
}
