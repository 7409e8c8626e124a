package samara.cloud.ssm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.ssm.AddTagsToResourceRequest;
import samara.wire.ssm.AddTagsToResourceResult;
import samara.wire.ssm.DeleteParameterRequest;
import samara.wire.ssm.DeleteParameterResult;
import samara.wire.ssm.DeleteParametersRequest;
import samara.wire.ssm.DeleteParametersResult;
import samara.wire.ssm.ListTagsForResourceRequest;
import samara.wire.ssm.ListTagsForResourceResult;
import samara.wire.ssm.RemoveTagsFromResourceRequest;
import samara.wire.ssm.RemoveTagsFromResourceResult;
import samara.wire.ssm.SsmApi;
import samara.wire.ssm.Tag;

/// Deletions and tags.
final class ParameterDeletes {
    private final Parameters parameters;

    ParameterDeletes(Parameters parameters) {
        this.parameters = parameters;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SsmOperation<>(
                        SsmApi.DELETE_PARAMETER,
                        (input, call) -> List.of(ParameterReads.need("DeleteParameter", input.name(), call)),
                        this::delete),
                new SsmOperation<>(
                        SsmApi.DELETE_PARAMETERS,
                        (input, call) -> input.names().stream()
                                .map(name -> ParameterReads.need("DeleteParameters", name, call))
                                .toList(),
                        this::deleteAll),
                new SsmOperation<>(
                        SsmApi.ADD_TAGS_TO_RESOURCE,
                        (input, call) -> List.of(ParameterReads.need("AddTagsToResource", input.resourceId(), call)),
                        this::tag),
                new SsmOperation<>(
                        SsmApi.REMOVE_TAGS_FROM_RESOURCE,
                        (input, call) ->
                                List.of(ParameterReads.need("RemoveTagsFromResource", input.resourceId(), call)),
                        this::untag),
                new SsmOperation<>(
                        SsmApi.LIST_TAGS_FOR_RESOURCE,
                        (input, call) -> List.of(ParameterReads.need("ListTagsForResource", input.resourceId(), call)),
                        this::tags));
    }

    private static ParameterName name(String text, Call call) {
        return ParameterName.Reference.of(text, call.scope()).name();
    }

    private DeleteParameterResult delete(DeleteParameterRequest input, Call call) {
        if (!parameters.remove(call.scope(), name(input.name(), call))) {
            throw SsmErrors.notFound(input.name());
        }
        return DeleteParameterResult.builder().build();
    }

    private DeleteParametersResult deleteAll(DeleteParametersRequest input, Call call) {
        List<String> deleted = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : input.names()) {
            (parameters.remove(call.scope(), name(name, call)) ? deleted : invalid).add(name);
        }
        return DeleteParametersResult.builder()
                .deletedParameters(deleted)
                .invalidParameters(invalid)
                .build();
    }

    private static void checkType(String type) {
        if (!type.equals("Parameter")) {
            throw SsmErrors.notBuilt("tags of the resource type `" + type + "`");
        }
    }

    private AddTagsToResourceResult tag(AddTagsToResourceRequest input, Call call) {
        checkType(input.resourceType());
        parameters.change(call.scope(), name(input.resourceId(), call), parameter -> {
            Map<String, String> tags = new LinkedHashMap<>(parameter.tags());
            tags.putAll(PutParameter.tags(input.tags()));
            if (tags.size() > SsmLimits.TAGS) {
                throw new samara.wire.AwsException(
                        "TooManyTagsError", 400, "A parameter has no more than " + SsmLimits.TAGS + " tags.");
            }
            return parameter.withTags(tags);
        });
        return AddTagsToResourceResult.builder().build();
    }

    private RemoveTagsFromResourceResult untag(RemoveTagsFromResourceRequest input, Call call) {
        checkType(input.resourceType());
        parameters.change(call.scope(), name(input.resourceId(), call), parameter -> {
            Map<String, String> tags = new LinkedHashMap<>(parameter.tags());
            input.tagKeys().forEach(tags::remove);
            return parameter.withTags(tags);
        });
        return RemoveTagsFromResourceResult.builder().build();
    }

    private ListTagsForResourceResult tags(ListTagsForResourceRequest input, Call call) {
        checkType(input.resourceType());
        StoredParameter parameter = parameters
                .find(call.scope(), name(input.resourceId(), call))
                .orElseThrow(() -> SsmErrors.invalidResource("There is no parameter " + input.resourceId() + "."));
        return ListTagsForResourceResult.builder()
                .tagList(parameter.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
