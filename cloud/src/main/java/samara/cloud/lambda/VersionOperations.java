package samara.cloud.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.FunctionConfiguration;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListTagsResponse;
import samara.wire.lambda.ListVersionsByFunctionRequest;
import samara.wire.lambda.ListVersionsByFunctionResponse;
import samara.wire.lambda.PublishVersionRequest;

/// Versions and tags.
final class VersionOperations {
    private final Functions functions;

    VersionOperations(Functions functions) {
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.PUBLISH_VERSION,
                        (in, call) -> LambdaOperation.on("PublishVersion", in.functionName(), call),
                        this::publish),
                new LambdaOperation<>(
                        LambdaApi.LIST_VERSIONS_BY_FUNCTION,
                        (in, call) -> LambdaOperation.on("ListVersionsByFunction", in.functionName(), call),
                        this::listVersions));
    }

    /// Tags, which belong to the function as a whole.
    List<Operation<?, ?>> tags() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.LIST_TAGS,
                        (in, call) -> List.of(Need.of("lambda:ListTags", in.resource())),
                        (in, call) -> ListTagsResponse.builder()
                                .tags(functions
                                        .facts(call.scope(), LambdaOperation.plain(in.resource()))
                                        .tags())
                                .build()),
                new LambdaOperation<>(
                        LambdaApi.TAG_RESOURCE,
                        (in, call) -> List.of(Need.of("lambda:TagResource", in.resource())),
                        (in, call) -> changeTags(in.resource(), call, in.tags(), List.of())),
                new LambdaOperation<>(
                        LambdaApi.UNTAG_RESOURCE,
                        (in, call) -> List.of(Need.of("lambda:UntagResource", in.resource())),
                        (in, call) -> changeTags(in.resource(), call, Map.of(), in.tagKeys())));
    }

    private ListVersionsByFunctionResponse listVersions(ListVersionsByFunctionRequest in, Call call) {
        Page<StoredFunction> page = Page.of(
                functions.versions(call.scope(), LambdaOperation.plain(in.functionName())),
                StoredFunction::version,
                Functions.VERSION_ORDER,
                new Page.Asked(in.marker(), in.maxItems()));
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items().stream()
                        .map(version -> ShownFunction.of(version, call.scope()))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private FunctionConfiguration publish(PublishVersionRequest in, Call call) {
        String name = LambdaOperation.plain(in.functionName());
        StoredFunction latest = functions.resolve(call.scope(), new FunctionName(name, Optional.empty()));
        if (in.publishTo().isPresent()) {
            throw LambdaErrors.notBuilt("`PublishTo`");
        }
        if (in.revisionId().filter(id -> !id.equals(latest.revisionId())).isPresent()) {
            throw LambdaErrors.stale();
        }
        if (in.codeSha256().filter(hash -> !hash.equals(latest.code().sha256())).isPresent()) {
            throw LambdaErrors.invalid("CodeSHA256 (" + in.codeSha256().get()
                    + ") is different from current CodeSHA256 in $LATEST ("
                    + latest.code().sha256()
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        return ShownFunction.of(functions.publish(call.scope(), name, in.description()), call.scope());
    }

    private Nothing changeTags(String arn, Call call, Map<String, String> set, List<String> drop) {
        functions.changeFacts(call.scope(), LambdaOperation.plain(arn), facts -> {
            Map<String, String> tags = new LinkedHashMap<>(facts.tags());
            tags.putAll(set);
            drop.forEach(tags::remove);
            return facts.withTags(tags);
        });
        return Nothing.INSTANCE;
    }
}
