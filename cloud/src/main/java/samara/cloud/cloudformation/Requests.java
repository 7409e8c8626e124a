package samara.cloud.cloudformation;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.template.ReadLimits;
import samara.template.ResourceDeclaration;
import samara.template.Template;
import samara.wire.AwsException;
import samara.wire.cloudformation.Parameter;
import samara.wire.cloudformation.Tag;

/// What the requests that change stacks have in common: where the template comes from, parameters, tags, capabilities.
final class Requests {
    private static final List<String> IAM_TYPES = List.of(
            "AWS::IAM::AccessKey",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::User",
            "AWS::IAM::UserToGroupAddition");
    private static final Map<String, String> IAM_NAMES = Map.of(
            "AWS::IAM::Group", "GroupName",
            "AWS::IAM::InstanceProfile", "InstanceProfileName",
            "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
            "AWS::IAM::Role", "RoleName",
            "AWS::IAM::User", "UserName");

    private final Engine engine;

    Requests(Engine engine) {
        this.engine = engine;
    }

    /// What a request asks a stack to be, as it came in.
    ///
    /// @param isReviewed whether a change set shows what transforms make before it happens: only what is made at
    ///     once needs `CAPABILITY_AUTO_EXPAND`
    /// @param previous the stack's deployment, for `UsePreviousTemplate` and `UsePreviousValue`
    record Asked(
            Optional<String> body,
            Optional<String> url,
            boolean usesPrevious,
            List<Parameter> parameters,
            List<String> capabilities,
            Optional<List<Tag>> tags,
            Optional<String> roleArn,
            boolean isReviewed,
            Optional<Deployment> previous) {}

    /// A request, prepared and found to be allowed by its capabilities.
    record Ready(Deployment deployment, Desired desired) {}

    Ready prepare(Asked asked, StoredStack.Identity stack, Call call) {
        String text = template(asked, call);
        Template source = engine.preparation().read(text);
        Preparation.Prepared prepared = engine.preparation().prepare(source, given(asked, source), stack, call);
        checkCapabilities(!asked.isReviewed() && Macros.isNeeded(source), prepared, asked.capabilities());
        var deployment = new Deployment(
                text,
                prepared.processed().isEmpty() ? text : prepared.processed(),
                prepared.parameters().given(),
                prepared.parameters().stored(),
                asked.capabilities(),
                asked.tags()
                        .map(Requests::tags)
                        .or(() -> asked.previous().map(Deployment::tags))
                        .orElse(Map.of()),
                asked.roleArn().or(() -> asked.previous().flatMap(Deployment::roleArn)),
                prepared.desired().template().description());
        return new Ready(deployment, prepared.desired());
    }

    /// What was asked for as it was given, if its template has transforms.
    ///
    /// @throws AwsException where the template is wrong as it stands
    Optional<Deployment> withTransforms(Asked asked, Call call) {
        String text = template(asked, call);
        Template source = engine.preparation().read(text);
        return Macros.isNeeded(source)
                ? Optional.of(new Deployment(
                        text,
                        text,
                        given(asked, source),
                        Map.of(),
                        asked.capabilities(),
                        asked.tags().map(Requests::tags).orElse(Map.of()),
                        asked.roleArn(),
                        source.description()))
                : Optional.empty();
    }

    private String template(Asked asked, Call call) {
        if (asked.usesPrevious()) {
            return asked.previous()
                    .map(Deployment::template)
                    .orElseThrow(() -> CloudFormationErrors.validation("There is no previous template to use."));
        }
        return text(asked.body(), asked.url(), call);
    }

    /// The template of a request that has exactly one of both.
    String text(Optional<String> body, Optional<String> url, Call call) {
        if (body.isPresent() == url.isPresent()) {
            throw CloudFormationErrors.validation("Either Template URL or Template Body must be specified.");
        }
        return body.orElseGet(() -> fromS3(url.orElseThrow(), call));
    }

    /// Both forms: `https://s3.region.amazonaws.com/bucket/key` and `https://bucket.s3.region.amazonaws.com/key`; the
    /// host may be this cloud's own.
    private String fromS3(String url, Call call) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException broken) {
            throw CloudFormationErrors.validation("TemplateURL must be a supported URL.");
        }
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        int bucketEnd = host.indexOf(".s3");
        boolean isVirtual = bucketEnd > 0;
        int slash = path.indexOf('/', 1);
        if (!isVirtual && slash < 0 || path.length() < 2) {
            throw CloudFormationErrors.validation("TemplateURL must name a bucket and a key.");
        }
        String bucket = isVirtual ? host.substring(0, bucketEnd) : path.substring(1, slash);
        String key = isVirtual ? path.substring(1) : path.substring(slash + 1);
        try {
            return engine.lookups().object(bucket, key, ReadLimits.MAX_CHARACTERS + 1, call);
        } catch (AwsException answer) {
            throw CloudFormationErrors.validation("S3 error: " + answer.message() + " (bucket " + bucket + ", key "
                    + key + ", " + answer.code() + ")");
        }
    }

    private static Map<String, String> given(Asked asked, Template template) {
        var given = new LinkedHashMap<String, String>();
        for (Parameter parameter : asked.parameters()) {
            String key = parameter.parameterKey().orElse("");
            if (parameter.usePreviousValue().orElse(false)) {
                String last = asked.previous()
                        .flatMap(previous ->
                                Optional.ofNullable(previous.parameters().get(key)))
                        .orElseThrow(() -> CloudFormationErrors.validation(
                                "Invalid input for parameter key " + key + ". Cannot specify usePreviousValue as true"
                                        + " for a parameter key not in the previous template"));
                if (template.parameters().containsKey(key)) {
                    given.put(key, last);
                }
            } else {
                given.put(key, parameter.parameterValue().orElse(""));
            }
        }
        return given;
    }

    private static Map<String, String> tags(List<Tag> tags) {
        var byKey = new LinkedHashMap<String, String>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
        return byKey;
    }

    /// What a template needs that a request must acknowledge.
    static List<String> capabilities(Template template) {
        boolean hasNamed = false;
        boolean hasIam = false;
        for (ResourceDeclaration resource : template.resources().values()) {
            hasIam |= IAM_TYPES.contains(resource.type());
            String name = IAM_NAMES.get(resource.type());
            hasNamed |= name != null && resource.properties().has(name);
        }
        var needed = new LinkedHashSet<String>();
        if (hasNamed) {
            needed.add("CAPABILITY_NAMED_IAM");
        } else if (hasIam) {
            needed.add("CAPABILITY_IAM");
        }
        return List.copyOf(needed);
    }

    private static void checkCapabilities(boolean expands, Preparation.Prepared prepared, List<String> given) {
        var missing = new ArrayList<String>();
        for (String needed : capabilities(prepared.desired().template())) {
            boolean isGiven =
                    given.contains(needed) || needed.equals("CAPABILITY_IAM") && given.contains("CAPABILITY_NAMED_IAM");
            if (!isGiven) {
                missing.add(needed);
            }
        }
        if (expands && !given.contains("CAPABILITY_AUTO_EXPAND")) {
            missing.add("CAPABILITY_AUTO_EXPAND");
        }
        if (!missing.isEmpty()) {
            throw CloudFormationErrors.insufficientCapabilities(missing);
        }
    }
}
