package samara.transform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.model.Rejection;

/// The resource policy of a REST API: which accounts, addresses and VPCs may call it. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html>.
public final class ResourcePolicy {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\\+|proxy\\+)}");
    private static final String POLICY = "x-amazon-apigateway-policy";

    private final RestDefinition definition;
    private final DraftObject policy;

    /// Edits the policy of this definition.
    public ResourcePolicy(RestDefinition definition) {
        this.definition = definition;
        this.policy = definition.resourcePolicy;
    }

    /// A path with `*` for each variable, as ARNs have it.
    public static String pattern(String path) {
        return VARIABLE.matcher(path).replaceAll("*");
    }

    /// Adds the statements for one path.
    public void add(DraftObject statement, DraftText path, Draft stage) {
        DraftList resources = resources(path, stage);
        accounts(statement.get("AwsAccountWhitelist"), "Allow", resources);
        accounts(statement.get("AwsAccountBlacklist"), "Deny", resources);
        addresses(statement.get("IpRangeWhitelist"), "NotIpAddress", resources);
        addresses(statement.get("IpRangeBlacklist"), "IpAddress", resources);
        networks(statement, "Blacklist", "StringEquals", resources);
        networks(statement, "Whitelist", "StringNotEquals", resources);
        definition.document.put(POLICY, policy);
    }

    /// Adds statements that the user wrote.
    public void addCustom(Draft statements) {
        policy.put("Version", "2012-10-17");
        Draft copy = statements.copy();
        if (policy.get("Statement").isNothing()) {
            policy.put("Statement", copy);
        } else {
            DraftList all = existing();
            (copy instanceof DraftList list ? list : DraftList.of(copy)).forEach(all::addOnce);
            policy.put("Statement", all);
        }
        definition.document.put(POLICY, policy);
    }

    private DraftList resources(DraftText path, Draft stage) {
        DraftList resources = DraftList.of();
        String pattern = pattern(path.value());
        for (DraftObject item : definition.pathItems(path.value())) {
            for (DraftObject.Member member : item.members()) {
                String name = member.name().value();
                boolean any = name.equalsIgnoreCase(ApiDefinition.ANY_METHOD) || name.equalsIgnoreCase("any");
                String method = any ? "*" : name.toUpperCase(Locale.ROOT);
                boolean unicode = path.unicode() || !any && member.name().unicode();
                DraftText resource =
                        new DraftText("execute-api:/${__Stage__}/" + method + pattern, unicode, Draft.UNPLACED);
                resources.add(DraftObject.of("Fn::Sub", DraftList.of(resource, DraftObject.of("__Stage__", stage))));
            }
        }
        return resources;
    }

    private void accounts(Draft accounts, String effect, DraftList resources) {
        if (!accounts.truthy()) {
            return;
        }
        if (!(accounts instanceof DraftList) && !(accounts instanceof DraftObject)) {
            throw Rejection.of(
                    accounts,
                    "resource-policy",
                    "A list of accounts needs to be a list or an object, not " + accounts.aKind() + ".");
        }
        policy.put("Version", "2012-10-17");
        DraftObject principal = DraftObject.makeLegacy().putAll(DraftObject.of("AWS", listOf(accounts)));
        DraftObject statement = statement(effect, resources, principal);
        if (policy.get("Statement").isNothing()) {
            policy.put("Statement", statement);
        } else {
            policy.put("Statement", existing().add(statement));
        }
    }

    private void addresses(Draft ranges, String operator, DraftList resources) {
        if (ranges.truthy()) {
            restrict(operator, DraftObject.of("aws:SourceIp", listOf(ranges)), resources);
        }
    }

    private void networks(DraftObject statement, String list, String operator, DraftList resources) {
        Draft endpoints = statement.get("SourceVpc" + list);
        List<Draft> vpcs = new ArrayList<>();
        List<Draft> vpcEndpoints = new ArrayList<>();
        for (Draft endpoint : elements(endpoints)) {
            if (!(endpoint instanceof DraftText text)) {
                throw Rejection.of(
                        endpoint,
                        "resource-policy",
                        "`SourceVpc" + list + "` takes strings only; intrinsic functions go into `IntrinsicVpc" + list
                                + "` or `IntrinsicVpce" + list + "`.");
            }
            if (text.value().startsWith("vpce-")) {
                vpcEndpoints.add(text);
            } else if (text.value().startsWith("vpc-")) {
                vpcs.add(text);
            }
        }
        Draft otherVpcs = statement.get("IntrinsicVpc" + list);
        Draft otherVpcEndpoints = statement.get("IntrinsicVpce" + list);
        boolean hasVpcs = !vpcs.isEmpty() || !otherVpcs.isNothing();
        boolean hasVpcEndpoints = !vpcEndpoints.isEmpty() || !otherVpcEndpoints.isNothing();
        vpcs.addAll(elements(otherVpcs));
        vpcEndpoints.addAll(elements(otherVpcEndpoints));
        if (vpcs.isEmpty() && vpcEndpoints.isEmpty()) {
            return;
        }
        DraftObject condition = DraftObject.makeLegacy();
        if (hasVpcs) {
            condition.put("aws:SourceVpc", DraftList.of(vpcs));
        }
        if (hasVpcEndpoints) {
            condition.put("aws:SourceVpce", DraftList.of(vpcEndpoints));
        }
        restrict(operator, condition, resources);
    }

    private static List<? extends Draft> elements(Draft list) {
        if (list.isNothing()) {
            return List.of();
        }
        return Elements.of(list.copy())
                .orElseThrow(() -> Rejection.of(
                        list, "resource-policy", "The endpoints need to be a list, not " + list.aKind() + "."));
    }

    private void restrict(String operator, DraftObject condition, DraftList resources) {
        policy.put("Version", "2012-10-17");
        DraftObject allow = statement("Allow", resources, DraftText.of("*"));
        DraftObject deny = statement("Deny", resources, DraftText.of("*"));
        deny.put("Condition", DraftObject.of(operator, condition));
        if (policy.get("Statement").isNothing()) {
            policy.put("Statement", DraftList.of(allow, deny));
        } else {
            DraftList all = existing();
            all.addOnce(allow);
            all.addOnce(deny);
            policy.put("Statement", all);
        }
    }

    private static DraftObject statement(String effect, DraftList resources, Draft principal) {
        return DraftObject.makeLegacy()
                .put("Effect", effect)
                .put("Action", "execute-api:Invoke")
                .put("Resource", resources)
                .put("Principal", principal);
    }

    private DraftList existing() {
        Draft statements = policy.get("Statement");
        return statements instanceof DraftList list ? list : DraftList.of(statements);
    }

    private static DraftList listOf(Draft value) {
        return value instanceof DraftList list ? list.copy() : DraftList.of(value.copy());
    }
}
