package samara.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One entry of a template's `Parameters`.
///
/// @param defaultValue as text; a list's elements by commas
/// @param isNoEcho whether its value must be masked wherever it would be shown
/// @param span the place of its name
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html.
public record ParameterDeclaration(
        String name,
        ParameterType type,
        Optional<String> defaultValue,
        List<String> allowedValues,
        Optional<String> allowedPattern,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<Long> minLength,
        Optional<Long> maxLength,
        boolean isNoEcho,
        Optional<String> description,
        Optional<String> constraintDescription,
        Span span) {
    private static final List<String> NAMES = List.of(
            "Type",
            "Default",
            "AllowedValues",
            "AllowedPattern",
            "MinValue",
            "MaxValue",
            "MinLength",
            "MaxLength",
            "NoEcho",
            "Description",
            "ConstraintDescription");

    public ParameterDeclaration {
        allowedValues = List.copyOf(allowedValues);
    }

    /// Reads one entry; what is wrong goes to `diagnostics`. Empty where the type is missing or unknown.
    static Optional<ParameterDeclaration> read(String name, ObjectNode node, Span span, List<Diagnostic> diagnostics) {
        for (String property : node.names()) {
            if (!NAMES.contains(property)) {
                diagnostics.add(Suggestion.of(property, NAMES)
                        .hint(Diagnostic.error(
                                "unknown-parameter-property",
                                "A parameter has no property `" + property + "`.",
                                node.nameSpan(property))));
            }
        }
        String typeName = node.string("Type").orElse("");
        Optional<ParameterType> type = ParameterType.of(typeName);
        if (type.isEmpty()) {
            Span place = node.get("Type").map(Node::span).orElse(span);
            String message = typeName.isEmpty()
                    ? "The parameter `" + name + "` needs a `Type`."
                    : "`" + typeName + "` is no type of a parameter.";
            diagnostics.add(Suggestion.of(typeName, ParameterType.names())
                    .hint(Diagnostic.error("bad-parameter-type", message, place)));
            return Optional.empty();
        }
        return Optional.of(new ParameterDeclaration(
                name,
                type.get(),
                node.get("Default").flatMap(ParameterDeclaration::flat),
                node.get("AllowedValues").flatMap(Node::asList).orElse(List.of()).stream()
                        .flatMap(value -> value.asText().stream())
                        .toList(),
                pattern(node, diagnostics),
                number(node, "MinValue", diagnostics),
                number(node, "MaxValue", diagnostics),
                number(node, "MinLength", diagnostics).map(BigDecimal::longValue),
                number(node, "MaxLength", diagnostics).map(BigDecimal::longValue),
                node.get("NoEcho")
                        .flatMap(Node::asText)
                        .map("true"::equalsIgnoreCase)
                        .orElse(false),
                node.string("Description"),
                node.string("ConstraintDescription"),
                span));
    }

    private static Optional<String> flat(Node node) {
        return node.asList().isPresent()
                ? Optional.of(String.join(
                        ",",
                        node.asList().get().stream()
                                .flatMap(n -> n.asText().stream())
                                .toList()))
                : node.asText();
    }

    private static Optional<String> pattern(ObjectNode node, List<Diagnostic> diagnostics) {
        Optional<String> pattern = node.string("AllowedPattern");
        if (pattern.isPresent()) {
            try {
                Pattern.compile(pattern.get());
            } catch (PatternSyntaxException broken) {
                diagnostics.add(Diagnostic.error(
                        "bad-pattern",
                        "`AllowedPattern` is no regular expression: " + broken.getDescription() + ".",
                        node.get("AllowedPattern").orElseThrow().span()));
                return Optional.empty();
            }
        }
        return pattern;
    }

    private static Optional<BigDecimal> number(ObjectNode node, String property, List<Diagnostic> diagnostics) {
        Optional<Node> value = node.get(property);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.get().asText().orElse("").strip()));
        } catch (NumberFormatException notANumber) {
            diagnostics.add(Diagnostic.error(
                    "bad-parameter-property",
                    "`" + property + "` must be a number.",
                    value.get().span()));
            return Optional.empty();
        }
    }

    /// The elements of a value of this parameter's type; one for what is no list.
    List<String> elements(String value) {
        if (!type.isList()) {
            return List.of(value);
        }
        if (value.isEmpty()) {
            return List.of();
        }
        var elements = new ArrayList<String>();
        for (String element : value.split(",", -1)) {
            elements.add(element.strip());
        }
        return elements;
    }

    /// Why a value does not fit this declaration, as a sentence; empty where it does.
    public Optional<String> refusal(String value) {
        for (String element : type.isStored() ? List.of(value) : elements(value)) {
            Optional<String> problem = problem(element);
            if (problem.isPresent()) {
                return constraintDescription.isPresent()
                        ? Optional.of(
                                "Parameter `" + name + "` failed to satisfy constraint: " + constraintDescription.get())
                        : problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> problem(String value) {
        String shown = isNoEcho ? "The value" : "`" + value + "`";
        if (type.isNumber()) {
            Optional<String> numeric = numberProblem(value, shown);
            if (numeric.isPresent()) {
                return numeric;
            }
        }
        if (!allowedValues.isEmpty() && !allowedValues.contains(value)) {
            return Optional.of(shown + " is not allowed for the parameter `" + name + "`; it must be one of "
                    + String.join(", ", allowedValues) + ".");
        }
        if (allowedPattern.isPresent() && !Pattern.matches(allowedPattern.get(), value)) {
            return Optional.of(shown + " does not match the pattern `" + allowedPattern.get() + "` of the parameter `"
                    + name + "`.");
        }
        int length = value.codePointCount(0, value.length());
        if (minLength.isPresent() && length < minLength.get()) {
            return Optional.of(shown + " is too short for the parameter `" + name + "`: at least " + minLength.get()
                    + " characters.");
        }
        if (maxLength.isPresent() && length > maxLength.get()) {
            return Optional.of(shown + " is too long for the parameter `" + name + "`: at most " + maxLength.get()
                    + " characters.");
        }
        return Optional.empty();
    }

    private Optional<String> numberProblem(String value, String shown) {
        BigDecimal number;
        try {
            number = new BigDecimal(value.strip());
        } catch (NumberFormatException notANumber) {
            return Optional.of(shown + " is no number, as the parameter `" + name + "` needs it.");
        }
        if (minValue.isPresent() && number.compareTo(minValue.get()) < 0) {
            return Optional.of(
                    shown + " is too small for the parameter `" + name + "`: at least " + minValue.get() + ".");
        }
        if (maxValue.isPresent() && number.compareTo(maxValue.get()) > 0) {
            return Optional.of(
                    shown + " is too large for the parameter `" + name + "`: at most " + maxValue.get() + ".");
        }
        return Optional.empty();
    }
}
