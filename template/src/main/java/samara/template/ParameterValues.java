package samara.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each parameter of a template is, once values were given for it.
///
/// @param values what `Ref` gives: a string, or a list of strings
/// @param given the texts, before SSM parameters were looked up
/// @param stored what SSM held, by the parameter's name
/// @param diagnostics values that are missing, unknown or refused
public record ParameterValues(
        Map<String, Node> values, Map<String, String> given, Map<String, String> stored, List<Diagnostic> diagnostics) {

    public ParameterValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        stored = Collections.unmodifiableMap(new LinkedHashMap<>(stored));
        diagnostics = List.copyOf(diagnostics);
    }

    /// Puts together what was given, the defaults and what SSM holds. `source` is where given values were written,
    /// such as `Span.outside("--parameter-overrides")`.
    public static ParameterValues resolve(
            Map<String, ParameterDeclaration> declared, Map<String, String> given, SsmParameters ssm, Span source) {
        var diagnostics = new ArrayList<Diagnostic>();
        for (String name : given.keySet()) {
            if (!declared.containsKey(name)) {
                diagnostics.add(Suggestion.of(name, declared.keySet())
                        .hintOrList(
                                Diagnostic.error(
                                        "unknown-parameter", "The template has no parameter `" + name + "`.", source),
                                "template's parameters",
                                declared.keySet()));
            }
        }
        var values = new LinkedHashMap<String, Node>();
        var texts = new LinkedHashMap<String, String>();
        var stored = new LinkedHashMap<String, String>();
        for (ParameterDeclaration parameter : declared.values()) {
            Optional<String> text =
                    Optional.ofNullable(given.get(parameter.name())).or(parameter::defaultValue);
            if (text.isEmpty()) {
                diagnostics.add(Diagnostic.error(
                                "missing-parameter",
                                "The parameter `" + parameter.name() + "` has neither a value nor a default.",
                                parameter.span())
                        .hint("Give it a value, as by `--parameter-overrides " + parameter.name() + "=…`."));
                continue;
            }
            Optional<String> refusal = parameter.refusal(text.get());
            if (refusal.isPresent()) {
                diagnostics.add(Diagnostic.error("bad-parameter-value", refusal.get(), parameter.span()));
                continue;
            }
            texts.put(parameter.name(), text.get());
            Optional<String> value = parameter.type().isStored() ? ssm.value(text.get()) : text;
            if (value.isEmpty()) {
                diagnostics.add(Diagnostic.error(
                        "missing-ssm-parameter",
                        "The parameter `" + parameter.name() + "` names the SSM parameter `" + text.get()
                                + "`, which does not exist.",
                        parameter.span()));
                continue;
            }
            if (parameter.type().isStored()) {
                stored.put(parameter.name(), value.get());
            }
            values.put(parameter.name(), node(parameter, value.get()));
        }
        return new ParameterValues(values, texts, stored, diagnostics);
    }

    private static Node node(ParameterDeclaration parameter, String value) {
        Span span = parameter.span();
        if (!parameter.type().isList()) {
            return new StringNode(value, span);
        }
        return new ListNode(
                parameter.elements(value).stream()
                        .<Node>map(e -> new StringNode(e, span))
                        .toList(),
                span);
    }
}
