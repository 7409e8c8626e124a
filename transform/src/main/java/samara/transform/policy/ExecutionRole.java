package samara.transform.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Partition;
import samara.transform.model.Rejection;

/// Makes the role that a function or a state machine runs with.
public final class ExecutionRole {
    private final Definition owner;
    private final Partition partition;
    private final CfnResource role;
    private final DraftList managed = DraftList.of();
    private final DraftList inline = DraftList.of();

    /// Begins the role of `owner`, which `trust` lets assume it.
    public ExecutionRole(Definition owner, DraftObject trust, Partition partition) {
        this.owner = owner;
        this.partition = partition;
        this.role = owner.extra(owner.id() + "Role", "AWS::IAM::Role");
        role.set("AssumeRolePolicyDocument", trust);
    }

    /// Attaches a policy that AWS manages, by path and name.
    public ExecutionRole attach(String pathAndName) {
        managed.add(DraftText.of(partition.managedPolicyArn(pathAndName)));
        return this;
    }

    /// Adds a named policy.
    public ExecutionRole inline(Draft policy) {
        inline.add(policy);
        return this;
    }

    /// Adds the owner's policies, whose templates have been expanded.
    public ExecutionRole addAll(List<PolicyEntry> entries) {
        int index = 0;
        for (PolicyEntry entry : entries) {
            String name = role.id() + "Policy" + index++;
            switch (entry.kind()) {
                case STATEMENT -> inline.add(inIf(entry.data(), value -> true, document -> named(name, document)));
                case MANAGED -> managed.addOnce(inIf(entry.data(), DraftText.class::isInstance, this::arn));
                case TEMPLATE, UNKNOWN -> throw unusable(entry.data());
            }
        }
        return this;
    }

    /// The role, with `path`, `boundary` and `tags`.
    public CfnResource build(Draft path, Draft boundary, DraftList tags) {
        role.properties().put("ManagedPolicyArns", managed);
        if (inline.truthy()) {
            role.set("Policies", inline);
        }
        return role.set("Path", path).set("PermissionsBoundary", boundary).set("Tags", tags);
    }

    /// Adds a policy to a role, unless it has one with the same document.
    public static void addOnce(CfnResource role, DraftObject policy) {
        DraftList policies = role.properties().list("Policies").orElseGet(() -> {
            DraftList none = DraftList.of();
            role.set("Policies", none);
            return none;
        });
        Draft document = policy.get("PolicyDocument");
        boolean known = policies.elements().stream()
                .anyMatch(other -> other instanceof DraftObject object
                        && object.get("PolicyDocument").equals(document));
        if (!known) {
            policies.add(policy);
        }
    }

    private static DraftObject named(String name, Draft document) {
        return DraftObject.make().put("PolicyName", name).put("PolicyDocument", document);
    }

    private Draft arn(Draft name) {
        return name instanceof DraftText text ? text.with(ManagedPolicies.arn(text.value(), partition)) : name;
    }

    private static Draft inIf(Draft value, Predicate<Draft> convertible, Function<Draft, Draft> convert) {
        if (Intrinsics.isIf(value) && ((DraftObject) value).get("Fn::If") instanceof DraftList arguments) {
            for (int i = 1; i < arguments.size(); i++) {
                Draft branch = arguments.get(i);
                if (!Intrinsics.isNoValue(branch) && convertible.test(branch)) {
                    arguments.set(i, convert.apply(branch));
                }
            }
            return value;
        }
        return convertible.test(value) ? convert.apply(value) : value;
    }

    private Rejection unusable(Draft policy) {
        Rejection rejection = owner.reject(
                policy,
                "policy",
                "This is no policy: a policy is the name or ARN of a managed policy, a policy document with `Statement`, "
                        + "or a policy template with its parameters.");
        Optional<String> near = policy instanceof DraftObject object && object.size() == 1
                ? Suggestion.of(object.only().name().value(), PolicyTemplates.names())
                        .name()
                : Optional.empty();
        return near.map(name -> rejection.hint("Did you mean policy template `" + name + "`?"))
                .orElse(rejection);
    }
}
