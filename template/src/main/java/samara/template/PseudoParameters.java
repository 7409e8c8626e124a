package samara.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a template can refer to without declaring it.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html.
public record PseudoParameters(
        String accountId, String region, String stackName, String stackId, List<String> notificationArns) {
    /// Takes the member or element away of which it is the value.
    public static final String NO_VALUE = "AWS::NoValue";

    private static final Set<String> NAMES = Set.of(
            "AWS::AccountId",
            "AWS::NotificationARNs",
            NO_VALUE,
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    public PseudoParameters {
        notificationArns = List.copyOf(notificationArns);
    }

    /// Whether a name is one of these.
    public static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /// The partition of a Region: `aws`, `aws-cn` or `aws-us-gov`.
    public static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /// What a Region's host names end with: `amazonaws.com`, or `amazonaws.com.cn`.
    public static String urlSuffix(String region) {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /// The values by name, without `AWS::NoValue`.
    public Map<String, Node> values() {
        Span span = Span.outside("AWS");
        var values = new LinkedHashMap<String, Node>();
        values.put("AWS::AccountId", new StringNode(accountId, span));
        values.put("AWS::Region", new StringNode(region, span));
        values.put("AWS::Partition", new StringNode(partition(region), span));
        values.put("AWS::URLSuffix", new StringNode(urlSuffix(region), span));
        values.put("AWS::StackName", new StringNode(stackName, span));
        values.put("AWS::StackId", new StringNode(stackId, span));
        values.put(
                "AWS::NotificationARNs",
                new ListNode(
                        notificationArns.stream()
                                .<Node>map(arn -> new StringNode(arn, span))
                                .toList(),
                        span));
        return values;
    }
}
