package samara.cloud.xray;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.cloud.trace.Sampler;
import samara.wire.xray.GetSamplingRulesRequest;
import samara.wire.xray.GetSamplingRulesResult;
import samara.wire.xray.GetSamplingTargetsRequest;
import samara.wire.xray.GetSamplingTargetsResult;
import samara.wire.xray.SamplingRule;
import samara.wire.xray.SamplingRuleRecord;
import samara.wire.xray.SamplingStatisticsDocument;
import samara.wire.xray.SamplingTargetDocument;
import samara.wire.xray.UnprocessedStatistics;
import samara.wire.xray.XrayApi;

/// What SDKs poll to decide which requests they trace: the default rule, which is the only one. Its request a second
/// is lent to one client at a time.
final class SamplingOperations {
    private static final String DEFAULT = "Default";
    private static final int PRIORITY = 10_000;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Kernel kernel;
    private final Map<String, Loan> loans = new HashMap<>();

    private record Loan(String client, Instant until) {}

    SamplingOperations(Kernel kernel) {
        this.kernel = kernel;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new XrayOperation<>(XrayApi.GET_SAMPLING_RULES, this::rules),
                new XrayOperation<>(XrayApi.GET_SAMPLING_TARGETS, this::targets));
    }

    private GetSamplingRulesResult rules(GetSamplingRulesRequest in, Call call) {
        var rule = SamplingRule.builder()
                .ruleName(DEFAULT)
                .ruleARN(call.scope().arn("xray", "sampling-rule/" + DEFAULT))
                .resourceARN("*")
                .priority(PRIORITY)
                .fixedRate(Sampler.RATE)
                .reservoirSize(Sampler.RESERVOIR)
                .serviceName("*")
                .serviceType("*")
                .host("*")
                .httpMethod("*")
                .urlPath("*")
                .version(1)
                .attributes(Map.of())
                .build();
        return GetSamplingRulesResult.builder()
                .samplingRuleRecords(List.of(SamplingRuleRecord.builder()
                        .samplingRule(rule)
                        .createdAt(Instant.EPOCH)
                        .modifiedAt(Instant.EPOCH)
                        .build()))
                .build();
    }

    private GetSamplingTargetsResult targets(GetSamplingTargetsRequest in, Call call) {
        if (in.samplingBoostStatisticsDocuments()
                .filter(documents -> !documents.isEmpty())
                .isPresent()) {
            throw XrayErrors.notBuilt("sampling boosts");
        }
        List<SamplingTargetDocument> targets = new ArrayList<>();
        List<UnprocessedStatistics> unprocessed = new ArrayList<>();
        for (SamplingStatisticsDocument document : in.samplingStatisticsDocuments()) {
            if (document.ruleName().equals(DEFAULT)) {
                targets.add(target(document, call.scope()));
            } else {
                unprocessed.add(UnprocessedStatistics.builder()
                        .ruleName(document.ruleName())
                        .errorCode("RuleNotFound")
                        .message("There is no sampling rule `" + document.ruleName() + "`.")
                        .build());
            }
        }
        return GetSamplingTargetsResult.builder()
                .samplingTargetDocuments(targets)
                .lastRuleModification(Instant.EPOCH)
                .unprocessedStatistics(unprocessed)
                .build();
    }

    private SamplingTargetDocument target(SamplingStatisticsDocument document, Scope scope) {
        Instant now = kernel.clock().now();
        Loan loan;
        synchronized (loans) {
            loan = loans.get(scope.key());
            if (loan == null || !loan.until().isAfter(now) || loan.client().equals(document.clientID())) {
                loan = new Loan(document.clientID(), now.plus(INTERVAL.multipliedBy(2)));
                loans.put(scope.key(), loan);
            }
        }
        return SamplingTargetDocument.builder()
                .ruleName(DEFAULT)
                .fixedRate(Sampler.RATE)
                .reservoirQuota(loan.client().equals(document.clientID()) ? Sampler.RESERVOIR : 0)
                .reservoirQuotaTTL(now.plus(INTERVAL.multipliedBy(2)))
                .interval((int) INTERVAL.toSeconds())
                .build();
    }
}
