package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
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

/// REST-JSON.
final class RestJsonCodec implements Codec {
    static final RestJsonCodec INSTANCE = new RestJsonCodec();

    private RestJsonCodec() {}

    @Override
    public Object decode(Route route, WireRequest request) {
        Schema input = route.operation().shapes().input();
        var checks = new Checks(route.service());
        var values = new @Nullable Object[input.members().size()];
        HttpMembers.read(route, request, values, checks);
        if (input.payload() >= 0) {
            values[input.payload()] = payload(input.members().get(input.payload()), request, checks);
        } else if (input.members().stream().anyMatch(member -> member.location() == Member.Location.BODY)) {
            JsonReader.read(Bodies.read(request.body()), input, values, checks);
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
            return null;
        }
        return switch (member.schema().kind()) {
            case BLOB -> Blob.owning(bytes);
            case STRING -> new String(bytes, StandardCharsets.UTF_8);
            default -> JsonReader.read(bytes, member, checks);
        };
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        Schema schema = operation.shapes().output();
        var structure = (Structure) output;
        var headers = new WireHeaders().add("x-amzn-RequestId", requestId);
        int status =
                HttpMembers.write(schema, structure, headers, operation.http().status());
        return new WireResponse(status, headers, body(schema, structure, headers, status));
    }

    private static Body body(Schema schema, Structure output, WireHeaders headers, int status) {
        if (status == 204 || schema == Schema.NOTHING) {
            return Body.empty();
        }
        if (schema.payload() < 0) {
            typed(headers, "application/json");
            return Body.of(JsonWriter.write(schema, output));
        }
        Member member = schema.members().get(schema.payload());
        Object value = output.member(schema.payload());
        if (value == null) {
            return Body.empty();
        }
        return switch (value) {
            case Body body -> body;
            case Blob blob -> {
                typed(headers, "application/octet-stream");
                yield new Body.Bytes(blob);
            }
            case String text -> Body.of(text.getBytes(StandardCharsets.UTF_8));
            case Structure structure -> {
                typed(headers, "application/json");
                yield Body.of(JsonWriter.write(member.schema(), structure));
            }
            default -> throw new IllegalStateException(member.name() + " cannot be the whole of a body.");
        };
    }

    private static void typed(WireHeaders headers, String contentType) {
        if (headers.get("Content-Type") == null) {
            headers.add("Content-Type", contentType);
        }
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        String shape = service.error(error.code()).map(model -> model.shape()).orElse(error.code());
        var headers = new WireHeaders()
                .add("Content-Type", "application/json")
                .add("x-amzn-RequestId", requestId)
                .add("x-amzn-ErrorType", Objects.requireNonNull(shape));
        if (error.details().isPresent() && service.error(error.code()).isPresent()) {
            Schema schema = service.error(error.code()).get().schema();
            HttpMembers.write(schema, error.details().get(), headers, error.status());
        }
        return new WireResponse(error.status(), headers, Body.of(Errors.json(service, error, false)));
    }
}
