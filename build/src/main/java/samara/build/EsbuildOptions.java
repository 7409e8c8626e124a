package samara.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;

/// The `BuildProperties` of `BuildMethod: esbuild` as esbuild's own options. `EntryPoints` are no option.
final class EsbuildOptions {
    private enum Form {
        /// `--minify`
        FLAG,
        /// `--target=es2020`
        VALUE,
        /// `--main-fields=module,main`
        JOINED,
        /// `--external:aws-sdk`, once for each
        EACH,
        /// `--source-map` or `--source-map=inline`
        FLAG_OR_VALUE
    }

    private static final Map<String, Form> FORMS = forms();

    private EsbuildOptions() {}

    /// What `BuildProperties` may hold.
    static Set<String> names() {
        return FORMS.keySet();
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("EntryPoints", Form.EACH);
        forms.put("UseNpmCi", Form.FLAG);
        List.of("Minify", "Bundle", "KeepNames", "MinifyWhitespace", "MinifyIdentifiers", "MinifySyntax")
                .forEach(name -> forms.put(name, Form.FLAG));
        List.of("IgnoreAnnotations", "PreserveSymlinks", "Splitting").forEach(name -> forms.put(name, Form.FLAG));
        List.of("Target", "Format", "Platform", "SourcesContent", "LegalComments", "Charset", "Packages", "TreeShaking")
                .forEach(name -> forms.put(name, Form.VALUE));
        List.of("Tsconfig", "Outbase", "GlobalName", "SourceRoot", "Jsx", "JsxFactory", "JsxFragment", "LogLevel")
                .forEach(name -> forms.put(name, Form.VALUE));
        List.of("MainFields", "Conditions", "ResolveExtensions").forEach(name -> forms.put(name, Form.JOINED));
        List.of("External", "Loader", "OutExtension", "Banner", "Footer", "Define", "Alias", "Inject", "Pure")
                .forEach(name -> forms.put(name, Form.EACH));
        forms.put("Sourcemap", Form.FLAG_OR_VALUE);
        return forms;
    }

    /// The options, with the defaults of `sam build` where the properties say nothing.
    ///
    /// @param locate makes a relative path of the author's one that holds wherever esbuild runs
    /// @throws BuildException if a value has not the form that its property takes
    static List<String> of(ObjectNode properties, UnaryOperator<String> locate) {
        List<String> options = new ArrayList<>();
        if (!properties.has("Bundle")) {
            options.add("--bundle");
        }
        if (!properties.has("Platform")) {
            options.add("--platform=node");
        }
        if (!properties.has("Format")) {
            options.add("--format=cjs");
        }
        if (!properties.has("Target")) {
            options.add("--target=es2020");
        }
        if (!properties.has("Minify")) {
            options.add("--minify");
        }
        properties.forEach((name, value) -> {
            Form form = FORMS.get(name);
            if (form != null && !name.equals("EntryPoints") && !name.equals("UseNpmCi")) {
                String option = "--" + kebab(name);
                switch (form) {
                    case FLAG -> flag(options, name, option, value);
                    case VALUE ->
                        options.add(option + "="
                                + (name.equals("Tsconfig") ? locate.apply(text(name, value)) : text(name, value)));
                    case JOINED -> options.add(option + "=" + String.join(",", texts(name, value)));
                    case EACH -> texts(name, value).forEach(text -> options.add(option + ":" + text));
                    case FLAG_OR_VALUE -> {
                        if (text(name, value).matches("true|false")) {
                            flag(options, name, option, value);
                        } else {
                            options.add(option + "=" + text(name, value));
                        }
                    }
                }
            }
        });
        return options;
    }

    private static void flag(List<String> options, String name, String option, Node value) {
        switch (text(name, value)) {
            case "true" -> options.add(option);
            case "false" -> {
                if (!name.equals("Sourcemap") && !name.equals("Minify")) {
                    options.add(option + "=false");
                }
            }
            default -> throw wrong(name, value, "is `true` or `false`");
        }
    }

    /// `OutExtension` is `--out-extension`; `Sourcemap` is one word.
    private static String kebab(String name) {
        return name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(String name, Node value) {
        return value.asText().orElseThrow(() -> wrong(name, value, "is one value"));
    }

    /// The values of a list, or of a map as `key=value`, or of a text with commas.
    static List<String> texts(String name, Node value) {
        if (value instanceof ListNode list) {
            return list.stream().map(element -> text(name, element)).toList();
        }
        Optional<ObjectNode> object = value.asObject();
        if (object.isPresent()) {
            List<String> texts = new ArrayList<>();
            object.get().forEach((key, element) -> texts.add(key + "=" + text(name, element)));
            return texts;
        }
        return List.of(text(name, value).split("\\s*,\\s*"));
    }

    private static BuildException wrong(String name, Node value, String what) {
        return new BuildException(value.span() + ": `" + name + "` of the esbuild properties " + what + ".", "");
    }
}
