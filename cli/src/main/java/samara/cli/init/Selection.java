package samara.cli.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cli.init.jinja.Value;

/// A template of Samara's own, and what it is wanted for.
record Selection(AppTemplate template, Family family, String runtime, String manager, String architecture) {

    AppTemplate.Part part() {
        return template.part(family)
                .orElseThrow(() -> new IllegalStateException(template.name() + " is not for " + family.name()));
    }

    /// The folders of files, `{manager}` filled in.
    List<String> folders() {
        return part().folders().stream()
                .map(folder -> folder.replace("{manager}", manager))
                .toList();
    }

    /// What the files are rendered with.
    Map<String, Value> variables(String project) {
        String version = Family.version(runtime);
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("name", Value.of(project));
        variables.put("stack", Value.of(stackName(project)));
        variables.put("runtime", Value.of(runtime));
        variables.put("version", Value.of(version));
        variables.put("number", Value.of(version.replaceFirst("\\.al\\d+$", "")));
        variables.put("family", Value.of(family.name()));
        variables.put("language", Value.of(family.title()));
        variables.put("manager", Value.of(manager));
        variables.put("architecture", Value.of(architecture));
        variables.put("image", Value.of("public.ecr.aws/lambda/" + family.image() + ":" + version));
        variables.put("package_type", Value.of(template.packageType()));
        variables.put("template", Value.of(template.name()));
        part().variables().forEach((key, value) -> variables.put(key, Value.of(value)));
        return variables;
    }

    /// A name that CloudFormation takes for a stack: letters, digits and hyphens, a letter first.
    private static String stackName(String project) {
        String name = project.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
        return name.isEmpty() ? "sam-app" : name;
    }
}
