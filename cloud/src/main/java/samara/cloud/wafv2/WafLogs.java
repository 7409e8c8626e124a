package samara.cloud.wafv2;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.gateway.ApiRequest;
import samara.gateway.json.Json;
import samara.gateway.waf.Verdict;
import samara.gateway.waf.WebAcls;
import samara.wire.AwsException;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.CreateLogStreamRequest;
import samara.wire.cloudwatchlogs.InputLogEvent;
import samara.wire.cloudwatchlogs.PutLogEventsRequest;

/// Tells what web ACLs decided: blocks in the cloud's own log, and all that AWS WAF logs in the log group of a web
/// ACL's logging configuration, a second's worth at a time.
///
/// @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html">log fields</a>
final class WafLogs implements WebAcls.Listener {
    private static final Logger LOG = System.getLogger(WafLogs.class.getName());
    private static final int PENDING_AT_MOST = 10_000;

    private final Kernel kernel;
    private final RecordTable<Destination> destinations;
    private final Map<String, List<InputLogEvent>> pending = new LinkedHashMap<>();
    private int waiting;

    /// Where a web ACL is logged.
    record Destination(String webAclArn, String logGroupArn) {}

    WafLogs(Kernel kernel) {
        this.kernel = kernel;
        this.destinations = kernel.store().table("wafv2/logging", Destination.class);
    }

    void configure(String webAclArn, String logGroupArn) {
        destinations.put(webAclArn, new Destination(webAclArn, logGroupArn));
    }

    void forget(String webAclArn) {
        destinations.delete(webAclArn);
    }

    Optional<String> destination(String webAclArn) {
        return destinations.get(webAclArn).map(Destination::logGroupArn);
    }

    @Override
    public void decided(String resourceArn, String webAclArn, ApiRequest request, Verdict verdict) {
        if (!verdict.allowed()) {
            LOG.log(
                    Logger.Level.WARNING,
                    "The web ACL " + webAclArn.replaceFirst(".*/webacl/([^/]+)/.*", "$1") + " blocked "
                            + request.method() + " " + request.fullPath() + ": rule " + verdict.ruleId() + ".");
        }
        Optional<String> destination = destination(webAclArn);
        if (destination.isEmpty()) {
            return;
        }
        InputLogEvent event = InputLogEvent.builder()
                .timestamp(kernel.clock().now().toEpochMilli())
                .message(Json.text(record(resourceArn, webAclArn, request, verdict)))
                .build();
        synchronized (pending) {
            if (waiting >= PENDING_AT_MOST) {
                return;
            }
            if (waiting++ == 0) {
                kernel.scheduler().after(Duration.ofSeconds(1), this::flush);
            }
            pending.computeIfAbsent(destination.get(), d -> new ArrayList<>()).add(event);
        }
    }

    private Map<String, Object> record(String resourceArn, String webAclArn, ApiRequest request, Verdict verdict) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("timestamp", kernel.clock().now().toEpochMilli());
        record.put("formatVersion", 1);
        record.put("webaclId", webAclArn);
        record.put("terminatingRuleId", verdict.ruleId());
        record.put("terminatingRuleType", verdict.ruleType());
        record.put("action", verdict.allowed() ? "ALLOW" : "BLOCK");
        record.put("terminatingRuleMatchDetails", List.of());
        record.put("httpSourceName", "APIGW");
        String[] stage = resourceArn.split("/", -1);
        record.put("httpSourceId", resourceArn.split(":", 6)[3] + ":" + stage[2] + ":" + stage[4]);
        record.put("ruleGroupList", List.of());
        record.put("rateBasedRuleList", List.of());
        record.put(
                "nonTerminatingMatchingRules",
                verdict.counted().stream()
                        .map(rule -> Map.of("ruleId", rule, "action", "COUNT"))
                        .toList());
        verdict.response().ifPresent(response -> record.put("responseCodeSent", response.status()));
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("clientIp", request.client().sourceIp());
        http.put("country", request.headers().get("CloudFront-Viewer-Country").orElse("-"));
        List<Map<String, String>> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            boolean secret = name.equalsIgnoreCase("Authorization")
                    || name.equalsIgnoreCase("x-api-key")
                    || name.equalsIgnoreCase("Cookie")
                    || name.equalsIgnoreCase("X-Amz-Security-Token");
            headers.add(Map.of("name", name, "value", secret ? "REDACTED" : value));
        });
        http.put("headers", headers);
        http.put("uri", request.fullPath());
        http.put("args", request.rawQuery().orElse(""));
        http.put("httpVersion", request.client().protocol());
        http.put("httpMethod", request.method());
        record.put("httpRequest", http);
        record.put(
                "labels",
                verdict.labels().stream().map(label -> Map.of("name", label)).toList());
        return record;
    }

    private void flush() {
        Map<String, List<InputLogEvent>> batch;
        synchronized (pending) {
            batch = new LinkedHashMap<>(pending);
            pending.clear();
            waiting = 0;
        }
        batch.forEach(this::write);
    }

    private void write(String groupArn, List<InputLogEvent> events) {
        String[] arn = groupArn.split(":", -1);
        Scope scope = new Scope(new Account(arn[4]), new Region(arn[3]));
        String group = arn[6];
        Call call = new Call(
                scope,
                new Principal.Root(scope.account()),
                kernel.ids().uuid(),
                "AWS Internal",
                Optional.of("wafv2.amazonaws.com"),
                Optional.empty());
        var put = PutLogEventsRequest.builder()
                .logGroupName(group)
                .logStreamName("samara")
                .logEvents(events)
                .build();
        try {
            try {
                kernel.calls()
                        .call(
                                CloudWatchLogsApi.CREATE_LOG_STREAM,
                                CreateLogStreamRequest.builder()
                                        .logGroupName(group)
                                        .logStreamName("samara")
                                        .build(),
                                call);
            } catch (AwsException e) {
                if (!e.code().equals("ResourceAlreadyExistsException")) {
                    throw e;
                }
            }
            kernel.calls().call(CloudWatchLogsApi.PUT_LOG_EVENTS, put, call);
        } catch (AwsException e) {
            LOG.log(Logger.Level.WARNING, "AWS WAF could not write to the log group `" + group + "`: " + e.message());
        }
    }
}
