package samara.transform.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.PythonText;

/// A template on its way from SAM to CloudFormation: what was written ([#sources]), what it becomes ([#results]), and
/// what is known on the way.
public final class Translation {
    private final DraftObject template;
    private final Environment environment;
    private final ParameterValues parameters;
    private final MappingValues mappings;
    private final DraftObject results = DraftObject.make();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> referables = new LinkedHashMap<>();
    private final Map<Class<?>, Object> shared = new HashMap<>();

    /// Where the template is transformed for.
    ///
    /// @param epochSeconds the time, which `AlwaysDeploy` makes part of a deployment's id
    public record Environment(String region, Partition partition, long epochSeconds) {}

    /// Begins with this template.
    public Translation(DraftObject template, Environment environment, ParameterValues parameters) {
        this.template = template;
        this.environment = environment;
        this.parameters = parameters;
        this.mappings = new MappingValues(template.object("Mappings").orElseGet(DraftObject::make));
    }

    /// The whole template.
    public DraftObject template() {
        return template;
    }

    /// The Region, partition and time.
    public Environment environment() {
        return environment;
    }

    /// The partition.
    public Partition partition() {
        return environment.partition();
    }

    /// The parameters' values.
    public ParameterValues parameters() {
        return parameters;
    }

    /// The mappings.
    public MappingValues mappings() {
        return mappings;
    }

    /// Replaces references to parameters, in place.
    public Draft resolve(Draft value) {
        return parameters.resolve(value);
    }

    /// Replaces references to parameters and mappings, in place.
    public Draft resolveFully(Draft value) {
        return mappings.resolve(parameters.resolve(value));
    }

    /// The resources as the template has them.
    public DraftObject sources() {
        return template.objectOrNew("Resources");
    }

    /// The resources as CloudFormation will have them.
    public DraftObject results() {
        return results;
    }

    /// The template's conditions.
    public DraftObject conditions() {
        return template.objectOrNew("Conditions");
    }

    /// The template's conditions, to which a resource adds one made of `condition`; a template without any has no such.
    public DraftObject conditionsWith(Draft condition, String resourceId) {
        if (template.get("Conditions") instanceof DraftObject conditions) {
            return conditions;
        }
        throw Rejection.of(
                        condition,
                        "unknown-condition",
                        "There is no condition `" + PythonText.str(condition) + "`: the template has no `Conditions`.")
                .inResource(resourceId);
    }

    /// Notes what is wrong.
    public void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /// What has been found wrong so far.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// Whether an error has been found.
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /// Notes that a resource has another id than it was given.
    public void rename(String from, String to) {
        renamed.put(from, to);
    }

    /// The ids that have changed, old to new.
    public Map<String, String> renamed() {
        return renamed;
    }

    /// What `Ref Id.Property` stands for: SAM id to property to the id that was made.
    public Map<String, Map<String, String>> referables() {
        return referables;
    }

    /// The one object of this class that all resources of the template share.
    public <T> T shared(Class<T> type, java.util.function.Supplier<T> create) {
        return type.cast(shared.computeIfAbsent(type, key -> create.get()));
    }
}
