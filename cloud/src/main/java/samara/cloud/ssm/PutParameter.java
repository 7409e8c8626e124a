package samara.cloud.ssm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.ssm.PutParameterRequest;
import samara.wire.ssm.PutParameterResult;
import samara.wire.ssm.SsmApi;
import samara.wire.ssm.Tag;

/// `PutParameter`: a new parameter, or a new version of one.
final class PutParameter implements Operation<PutParameterRequest, PutParameterResult> {
    private static final String DEFAULT_KEY = "alias/aws/ssm";
    private final Kernel kernel;
    private final Parameters parameters;
    private final SecretBox secrets;

    PutParameter(Kernel kernel, Parameters parameters, SecretBox secrets) {
        this.kernel = kernel;
        this.parameters = parameters;
        this.secrets = secrets;
    }

    @Override
    public OperationModel<PutParameterRequest, PutParameterResult> model() {
        return SsmApi.PUT_PARAMETER;
    }

    @Override
    public List<Need> needs(PutParameterRequest input, Call call) {
        String arn = new ParameterName(input.name()).arn(call.scope());
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of("ssm:PutParameter", arn)
                .when("ssm:Overwrite", List.of(input.overwrite().orElse(false).toString())));
        if (input.tags().filter(tags -> !tags.isEmpty()).isPresent()) {
            needs.add(Need.of("ssm:AddTagsToResource", arn));
        }
        return needs;
    }

    @Override
    public PutParameterResult run(PutParameterRequest input, Call call) {
        var name = ParameterName.checked(input.name());
        refuse(input);
        Map<String, String> tags = tags(input.tags().orElse(List.of()));
        boolean overwrite = input.overwrite().orElse(false);
        if (overwrite && !tags.isEmpty()) {
            throw SsmErrors.validation("Invalid request: tags and overwrite can't be used together. To create a"
                    + " parameter with tags, please remove overwrite flag. To update tags for an existing parameter,"
                    + " please use AddTagsToResource or RemoveTagsFromResource.");
        }
        StoredParameter made = parameters.put(call.scope(), name, before -> {
            if (before.isPresent() && !overwrite) {
                throw SsmErrors.alreadyExists();
            }
            return version(input, before, tags, call);
        });
        return PutParameterResult.builder()
                .version(made.version())
                .tier(made.tier())
                .build();
    }

    private static void refuse(PutParameterRequest input) {
        if (input.policies().filter(policies -> !policies.isBlank()).isPresent()) {
            throw SsmErrors.notBuilt("parameter policies");
        }
        if (!input.dataType().orElse("text").equals("text")) {
            throw SsmErrors.notBuilt("the data type `" + input.dataType().get() + "`");
        }
        if (input.keyId().filter(key -> !key.equals(DEFAULT_KEY)).isPresent()) {
            throw SsmErrors.notBuilt("encryption with other keys than `" + DEFAULT_KEY + "`");
        }
    }

    static Map<String, String> tags(List<Tag> list) {
        Map<String, String> tags = new LinkedHashMap<>();
        list.forEach(tag -> tags.put(tag.key(), tag.value()));
        if (tags.size() > SsmLimits.TAGS) {
            throw new samara.wire.AwsException(
                    "TooManyTagsError", 400, "A parameter has no more than " + SsmLimits.TAGS + " tags.");
        }
        return tags;
    }

    private StoredParameter version(
            PutParameterRequest input, Optional<StoredParameter> before, Map<String, String> tags, Call call) {
        String type = input.type()
                .or(() -> before.map(StoredParameter::type))
                .orElseThrow(() -> SsmErrors.validation("A parameter type is required when you create a parameter."));
        if (input.value().isEmpty()) {
            throw SsmErrors.validation("1 validation error detected: Value '' at 'value' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1.");
        }
        String tier = tier(input, before);
        checkPattern(input);
        return new StoredParameter(
                input.name(),
                before.map(StoredParameter::version).orElse(0L) + 1,
                type,
                type.equals("SecureString") ? secrets.seal(input.value()) : input.value(),
                tier,
                "text",
                kernel.clock().now(),
                call.principal().name(),
                input.description().or(() -> before.flatMap(StoredParameter::description)),
                input.allowedPattern(),
                type.equals("SecureString") ? Optional.of(DEFAULT_KEY) : Optional.empty(),
                before.map(StoredParameter::tags).orElse(tags));
    }

    private static String tier(PutParameterRequest input, Optional<StoredParameter> before) {
        String wanted = input.tier().or(() -> before.map(StoredParameter::tier)).orElse("Standard");
        int length = input.value().codePointCount(0, input.value().length());
        if (before.map(StoredParameter::tier).filter("Advanced"::equals).isPresent() && wanted.equals("Standard")) {
            throw SsmErrors.validation(
                    "This parameter uses the advanced-parameter tier. You can't downgrade a parameter"
                            + " from the advanced-parameter tier to the standard-parameter tier.");
        }
        if (wanted.equals("Intelligent-Tiering")) {
            wanted = length > SsmLimits.STANDARD_VALUE ? "Advanced" : "Standard";
        }
        if (wanted.equals("Standard") && length > SsmLimits.STANDARD_VALUE) {
            throw SsmErrors.tooLarge();
        }
        if (length > SsmLimits.ADVANCED_VALUE) {
            throw SsmErrors.validation("Advanced tier parameters support a maximum parameter value of "
                    + SsmLimits.ADVANCED_VALUE + " characters.");
        }
        return wanted;
    }

    private static void checkPattern(PutParameterRequest input) {
        if (input.allowedPattern().isEmpty() || input.allowedPattern().get().isEmpty()) {
            return;
        }
        String pattern = input.allowedPattern().get();
        try {
            if (!Pattern.compile(pattern).matcher(input.value()).find()) {
                throw SsmErrors.patternMismatch();
            }
        } catch (PatternSyntaxException e) {
            throw SsmErrors.invalidPattern(pattern);
        }
    }
}
