package samara.cloud.ssm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.ssm.DescribeParametersRequest;
import samara.wire.ssm.DescribeParametersResult;
import samara.wire.ssm.GetParameterHistoryRequest;
import samara.wire.ssm.GetParameterHistoryResult;
import samara.wire.ssm.GetParameterRequest;
import samara.wire.ssm.GetParameterResult;
import samara.wire.ssm.GetParametersByPathRequest;
import samara.wire.ssm.GetParametersByPathResult;
import samara.wire.ssm.GetParametersRequest;
import samara.wire.ssm.GetParametersResult;
import samara.wire.ssm.Parameter;
import samara.wire.ssm.ParameterHistory;
import samara.wire.ssm.ParameterMetadata;
import samara.wire.ssm.SsmApi;

/// What reads parameters.
final class ParameterReads {
    private static final int PATH_PAGE = 10;
    private static final int PAGE = 50;

    private final Parameters parameters;
    private final SecretBox secrets;

    ParameterReads(Parameters parameters, SecretBox secrets) {
        this.parameters = parameters;
        this.secrets = secrets;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SsmOperation<>(
                        SsmApi.GET_PARAMETER,
                        (input, call) -> List.of(need("GetParameter", input.name(), call)),
                        this::get),
                new SsmOperation<>(
                        SsmApi.GET_PARAMETERS,
                        (input, call) -> input.names().stream()
                                .map(name -> need("GetParameters", name, call))
                                .toList(),
                        this::getAll),
                new SsmOperation<>(
                        SsmApi.GET_PARAMETERS_BY_PATH,
                        (input, call) -> List.of(need("GetParametersByPath", path(input.path()), call)
                                .when(
                                        "ssm:Recursive",
                                        List.of(input.recursive().orElse(false).toString()))),
                        this::getByPath),
                new SsmOperation<>(
                        SsmApi.GET_PARAMETER_HISTORY,
                        (input, call) -> List.of(need("GetParameterHistory", input.name(), call)),
                        this::history),
                new SsmOperation<>(
                        SsmApi.DESCRIBE_PARAMETERS,
                        (input, call) -> List.of(
                                Need.of("ssm:DescribeParameters", call.scope().arn("ssm", "*"))),
                        this::describe));
    }

    static Need need(String action, String name, Call call) {
        return Need.of(
                "ssm:" + action,
                ParameterName.Reference.of(name, call.scope()).name().arn(call.scope()));
    }

    private static String path(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Parameter shown(StoredParameter parameter, Optional<String> selector, boolean decrypted, Call call) {
        return Parameter.builder()
                .name(parameter.name())
                .type(parameter.type())
                .value(value(parameter, decrypted))
                .version(parameter.version())
                .selector(selector.map(text -> ":" + text).orElse(null))
                .lastModifiedDate(parameter.modified())
                .arn(new ParameterName(parameter.name()).arn(call.scope()))
                .dataType(parameter.dataType())
                .build();
    }

    private String value(StoredParameter parameter, boolean decrypted) {
        return parameter.isSecure() && decrypted ? secrets.open(parameter.value()) : parameter.value();
    }

    private GetParameterResult get(GetParameterRequest input, Call call) {
        var reference = ParameterName.Reference.of(input.name(), call.scope());
        StoredParameter parameter = parameters.get(call.scope(), reference);
        return GetParameterResult.builder()
                .parameter(shown(
                        parameter, reference.selector(), input.withDecryption().orElse(false), call))
                .build();
    }

    private GetParametersResult getAll(GetParametersRequest input, Call call) {
        List<Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : input.names()) {
            var reference = ParameterName.Reference.of(name, call.scope());
            try {
                found.add(shown(
                        parameters.get(call.scope(), reference),
                        reference.selector(),
                        input.withDecryption().orElse(false),
                        call));
            } catch (AwsException e) {
                if (!e.code().equals("ParameterNotFound") && !e.code().equals("ParameterVersionNotFound")) {
                    throw e;
                }
                invalid.add(name);
            }
        }
        return GetParametersResult.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }

    /// A page of a list whose items have texts in their order.
    private record Page<T>(
            List<T> items,
            @org.jspecify.annotations.Nullable String next) {
        static <T> Page<T> of(List<T> all, Function<T, String> key, Optional<String> token, int most) {
            String after = token.map(Page::decoded).orElse("");
            List<T> rest = all.stream()
                    .filter(item -> after.isEmpty() || key.apply(item).compareTo(after) > 0)
                    .toList();
            List<T> page = rest.stream().limit(most).toList();
            String next = rest.size() > page.size() && !page.isEmpty() ? encoded(key.apply(page.getLast())) : null;
            return new Page<>(page, next);
        }

        private static String encoded(String key) {
            return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        }

        private static String decoded(String token) {
            try {
                return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw SsmErrors.invalidToken();
            }
        }
    }

    private GetParametersByPathResult getByPath(GetParametersByPathRequest input, Call call) {
        if (!input.path().startsWith("/")) {
            throw SsmErrors.validation("The parameter doesn't meet the parameter name requirements. The parameter name"
                    + " must begin with a forward slash \"/\".");
        }
        var filters = Filters.of(input.parameterFilters().orElse(List.of()));
        boolean recursive = input.recursive().orElse(false);
        List<StoredParameter> matching = parameters.all(call.scope()).stream()
                .filter(parameter -> new ParameterName(parameter.name()).isBelow(input.path(), recursive))
                .filter(filters)
                .toList();
        var page = Page.of(
                matching,
                StoredParameter::name,
                input.nextToken(),
                input.maxResults().orElse(PATH_PAGE));
        boolean decrypted = input.withDecryption().orElse(false);
        return GetParametersByPathResult.builder()
                .parameters(page.items().stream()
                        .map(parameter -> shown(parameter, Optional.empty(), decrypted, call))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private GetParameterHistoryResult history(GetParameterHistoryRequest input, Call call) {
        var name = ParameterName.Reference.of(input.name(), call.scope()).name();
        parameters.get(call.scope(), new ParameterName.Reference(name, Optional.empty()));
        boolean decrypted = input.withDecryption().orElse(false);
        var page = Page.of(
                parameters.versions(call.scope(), name),
                version -> String.format(java.util.Locale.ROOT, "%012d", version.version()),
                input.nextToken(),
                input.maxResults().orElse(PAGE));
        return GetParameterHistoryResult.builder()
                .parameters(page.items().stream()
                        .map(version -> ParameterHistory.builder()
                                .name(version.name())
                                .type(version.type())
                                .keyId(version.keyId().orElse(null))
                                .value(value(version, decrypted))
                                .version(version.version())
                                .description(version.description().orElse(null))
                                .allowedPattern(version.allowedPattern().orElse(null))
                                .lastModifiedDate(version.modified())
                                .lastModifiedUser(version.modifiedBy())
                                .tier(version.tier())
                                .dataType(version.dataType())
                                .labels(List.of())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DescribeParametersResult describe(DescribeParametersRequest input, Call call) {
        if (input.shared().orElse(false)) {
            throw SsmErrors.notBuilt("shared parameters");
        }
        if (input.filters().filter(filters -> !filters.isEmpty()).isPresent()
                && input.parameterFilters().isPresent()) {
            throw SsmErrors.validation("You can use either Filters or ParameterFilters in a single request.");
        }
        var filters = Filters.of(input.parameterFilters().orElse(List.of()));
        var older = Filters.older(input.filters().orElse(List.of()));
        List<StoredParameter> matching = parameters.all(call.scope()).stream()
                .filter(filters)
                .filter(older)
                .toList();
        var page = Page.of(
                matching,
                StoredParameter::name,
                input.nextToken(),
                input.maxResults().orElse(PAGE));
        return DescribeParametersResult.builder()
                .parameters(page.items().stream()
                        .map(parameter -> metadata(parameter, call))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static ParameterMetadata metadata(StoredParameter parameter, Call call) {
        return ParameterMetadata.builder()
                .name(parameter.name())
                .arn(new ParameterName(parameter.name()).arn(call.scope()))
                .type(parameter.type())
                .keyId(parameter.keyId().orElse(null))
                .lastModifiedDate(parameter.modified())
                .lastModifiedUser(parameter.modifiedBy())
                .description(parameter.description().orElse(null))
                .allowedPattern(parameter.allowedPattern().orElse(null))
                .version(parameter.version())
                .tier(parameter.tier())
                .policies(List.of())
                .dataType(parameter.dataType())
                .build();
    }
}
