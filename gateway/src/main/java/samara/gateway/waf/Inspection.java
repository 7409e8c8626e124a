package samara.gateway.waf;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.gateway.ApiRequest;
import samara.gateway.rest.PercentEncoding;

/// One request before the rules of a web ACL. Used by one thread.
final class Inspection {
    private static final Pattern WORD_END = Pattern.compile("[A-Za-z0-9_]");

    private final ApiRequest request;
    private final WebAcl.Sets sets;
    private final InstantSource clock;
    private final RateCounters counters;
    private final String labelPrefix;
    private final Set<String> labels = new LinkedHashSet<>();
    private final List<String> counted = new ArrayList<>();
    private final Map<String, String> inserted = new LinkedHashMap<>();
    private String rule = "";

    Inspection(ApiRequest request, WebAcl.Sets sets, InstantSource clock, RateCounters counters, String labelPrefix) {
        this.request = request;
        this.sets = sets;
        this.clock = clock;
        this.counters = counters;
        this.labelPrefix = labelPrefix;
    }

    Verdict of(List<Rule> rules, Action defaultAction) {
        for (Rule each : rules) {
            rule = each.name();
            Optional<Verdict> verdict = each.statement() instanceof Statement.Managed managed
                    ? group(each, managed)
                    : matches(each.statement()) ? applied(each) : Optional.empty();
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        return verdict(defaultAction, "Default_Action", "REGULAR");
    }

    private Optional<Verdict> applied(Rule matched) {
        matched.labels().forEach(label -> labels.add(labelPrefix + label));
        if (matched.action() instanceof Action.Count count) {
            counted.add(matched.name());
            inserted.putAll(count.headers());
            return Optional.empty();
        }
        String type = matched.statement() instanceof Statement.RateBased ? "RATE_BASED" : "REGULAR";
        return Optional.of(verdict(matched.action(), matched.name(), type));
    }

    private Optional<Verdict> group(Rule outer, Statement.Managed managed) {
        if (managed.scopeDown().isPresent() && !matches(managed.scopeDown().get())) {
            return Optional.empty();
        }
        for (Rule each : managed.group().rules()) {
            if (!matches(each.statement())) {
                continue;
            }
            labels.addAll(each.labels());
            Action action = managed.overrides().getOrDefault(each.name(), each.action());
            String id = managed.group().id() + "/" + each.name();
            if (outer.action() instanceof Action.Count || action instanceof Action.Count) {
                counted.add(id);
            } else {
                return Optional.of(verdict(action, id, "MANAGED_RULE_GROUP"));
            }
        }
        return Optional.empty();
    }

    private Verdict verdict(Action action, String ruleId, String type) {
        boolean allowed = action instanceof Action.Allow;
        if (action instanceof Action.Allow allow) {
            inserted.putAll(allow.headers());
        }
        Optional<Verdict.Response> response = action instanceof Action.Block block
                ? block.response().map(r -> new Verdict.Response(r.status(), r.headers(), r.contentType(), r.body()))
                : Optional.empty();
        return new Verdict(
                allowed, ruleId, type, List.copyOf(counted), List.copyOf(labels), Map.copyOf(inserted), response);
    }

    private boolean matches(Statement statement) {
        return switch (statement) {
            case Statement.Text text -> any(text.field(), text.transformations(), t -> passes(text.test(), t));
            case Statement.Size size -> size(size);
            case Statement.Geo geo ->
                request.headers()
                        .get("CloudFront-Viewer-Country")
                        .filter(geo.countries()::contains)
                        .isPresent();
            case Statement.IpSet set -> ipSet(set);
            case Statement.RegexSet set -> {
                List<Pattern> patterns = sets.regexPatternSet(set.arn()).orElse(List.of());
                yield any(
                        set.field(),
                        set.transformations(),
                        t -> patterns.stream()
                                .anyMatch(pattern -> pattern.matcher(t).find()));
            }
            case Statement.Label label -> labels.stream().anyMatch(each -> labelled(label, each));
            case Statement.RateBased rate -> rate(rate);
            case Statement.And and -> and.all().stream().allMatch(this::matches);
            case Statement.Or or -> or.any().stream().anyMatch(this::matches);
            case Statement.Not not -> !matches(not.one());
            case Statement.Managed managed -> throw new IllegalStateException("A group within a statement.");
        };
    }

    private boolean any(Field field, List<Transformation> transformations, java.util.function.Predicate<String> test) {
        Field.Found found = field.in(request);
        if (found.decided().isPresent()) {
            return found.decided().get();
        }
        return found.texts().stream()
                .map(text -> transformed(text, transformations))
                .anyMatch(test);
    }

    private static String transformed(String text, List<Transformation> transformations) {
        String at = text;
        for (Transformation transformation : transformations) {
            at = transformation.apply(at);
        }
        return at;
    }

    private static boolean passes(Statement.TextTest test, String text) {
        return switch (test) {
            case Statement.TextTest.Bytes bytes ->
                switch (bytes.constraint()) {
                    case "EXACTLY" -> text.equals(bytes.search());
                    case "STARTS_WITH" -> text.startsWith(bytes.search());
                    case "ENDS_WITH" -> text.endsWith(bytes.search());
                    case "CONTAINS_WORD" -> hasWord(text, bytes.search());
                    default -> text.contains(bytes.search());
                };
            case Statement.TextTest.Regex regex -> regex.pattern().matcher(text).find();
            case Statement.TextTest.Sqli sqli -> Detectors.looksLikeSql(text, sqli.highSensitivity());
            case Statement.TextTest.Xss xss -> Detectors.looksLikeScript(text);
        };
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean starts =
                    at == 0 || !WORD_END.matcher(text.substring(at - 1, at)).matches();
            boolean ends = end == text.length()
                    || !WORD_END.matcher(text.substring(end, end + 1)).matches();
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }

    private boolean size(Statement.Size statement) {
        Field.Found found = statement.field().in(request);
        if (found.decided().isPresent()) {
            return found.decided().get();
        }
        return found.texts().stream()
                .map(text -> transformed(text, statement.transformations()))
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .anyMatch(bytes -> switch (statement.comparison()) {
                    case "EQ" -> bytes == statement.bytes();
                    case "NE" -> bytes != statement.bytes();
                    case "LE" -> bytes <= statement.bytes();
                    case "LT" -> bytes < statement.bytes();
                    case "GE" -> bytes >= statement.bytes();
                    default -> bytes > statement.bytes();
                });
    }

    private boolean ipSet(Statement.IpSet set) {
        Optional<IpAddresses> addresses = sets.ipSet(set.arn());
        if (addresses.isEmpty()) {
            return false;
        }
        if (set.forwarded().isEmpty()) {
            return addresses.get().hold(request.client().sourceIp());
        }
        Statement.ForwardedIp config = set.forwarded().get();
        List<String> header = new ArrayList<>();
        request.headers().get(config.header()).ifPresent(value -> {
            for (String part : value.split(",", 11)) {
                header.add(part.strip());
            }
        });
        if (header.isEmpty()) {
            return false;
        }
        List<String> asked = switch (config.position()) {
            case "FIRST" -> List.of(header.getFirst());
            case "LAST" -> List.of(header.getLast());
            default -> header;
        };
        if (asked.stream().anyMatch(each -> IpAddresses.parse(each).isEmpty())) {
            return config.fallback();
        }
        return asked.stream().anyMatch(addresses.get()::hold);
    }

    private static boolean labelled(Statement.Label statement, String label) {
        String key = statement.key();
        return statement.namespace()
                ? label.startsWith(key) || label.contains(":" + key)
                : label.equals(key) || label.endsWith(":" + key);
    }

    private boolean rate(Statement.RateBased rate) {
        if (rate.scopeDown().isPresent() && !matches(rate.scopeDown().get())) {
            return false;
        }
        StringBuilder key = new StringBuilder(rule);
        for (Statement.RateBased.Key part : rate.keys()) {
            Optional<String> value = value(part);
            if (value.isEmpty()) {
                return false;
            }
            key.append('\0').append(transformed(value.get(), part.transformations()));
        }
        return counters.count(key.toString(), rate.windowSeconds(), clock.instant()) > rate.limit();
    }

    private Optional<String> value(Statement.RateBased.Key key) {
        return switch (key.kind()) {
            case "IP" -> Optional.of(request.client().sourceIp());
            case "FORWARDED_IP" -> request.headers().get(key.name()).map(header -> header.split(",", 2)[0].strip());
            case "HEADER" -> request.headers().get(key.name());
            case "COOKIE" ->
                new Field.Several(
                                true,
                                "Included",
                                Set.of(key.name().toLowerCase(java.util.Locale.ROOT)),
                                Field.Scope.VALUE,
                                Field.Oversize.CONTINUE)
                        .in(request).texts().stream().findFirst();
            case "QUERY_ARGUMENT" ->
                Optional.ofNullable(PercentEncoding.query(request.rawQuery()).get(key.name()))
                        .map(List::getFirst);
            case "QUERY_STRING" -> request.rawQuery();
            case "METHOD" -> Optional.of(request.method());
            default -> Optional.of(request.fullPath());
        };
    }
}
