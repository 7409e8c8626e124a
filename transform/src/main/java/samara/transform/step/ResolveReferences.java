package samara.transform.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Translation;

/// Makes references right that the template has to what SAM made: to layers, whose ids have changed, and to
/// `Id.Property`, such as a function's alias. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>.
///
/// Before: `{"Ref": "MyFunction.Version"}`. After: `{"Ref": "MyFunctionVersion0a1b2c3d4e"}`.
public final class ResolveReferences implements Step {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)}");

    @Override
    public void apply(Translation translation) {
        if (translation.renamed().isEmpty() && translation.referables().isEmpty()) {
            return;
        }
        resolve(translation.template(), translation);
        resolve(translation.results(), translation);
    }

    private static void resolve(Draft value, Translation translation) {
        switch (value) {
            case DraftObject object -> {
                if (object.has("DependsOn")) {
                    object.put("DependsOn", dependencies(object.get("DependsOn"), translation.renamed()));
                }
                if (object.size() == 1) {
                    resolveIntrinsic(object, translation);
                }
                object.members().forEach(member -> resolve(member.value(), translation));
            }
            case DraftList list -> list.forEach(element -> resolve(element, translation));
            case DraftText text -> {}
            case samara.transform.draft.DraftNumber number -> {}
            case samara.transform.draft.DraftBoolean bool -> {}
            case samara.transform.draft.Nothing nothing -> {}
        }
    }

    private static Draft dependencies(Draft given, Map<String, String> renamed) {
        if (given instanceof DraftText text) {
            return text.with(renamed.getOrDefault(text.value(), text.value()));
        }
        if (given instanceof DraftList list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, list.get(i) instanceof DraftList ? list.get(i) : dependencies(list.get(i), renamed));
            }
        }
        return given;
    }

    private static void resolveIntrinsic(DraftObject object, Translation translation) {
        DraftObject.Member member = object.only();
        switch (member.name().value()) {
            case "Ref" -> {
                if (member.value() instanceof DraftText text) {
                    object.put("Ref", text.with(reference(text.value(), translation)));
                }
            }
            case "Fn::Sub" -> {
                if (member.value() instanceof DraftText text) {
                    object.put("Fn::Sub", text.with(substitute(text.value(), translation)));
                } else if (member.value() instanceof DraftList list
                        && list.size() > 0
                        && list.get(0) instanceof DraftText text) {
                    list.set(0, text.with(substitute(text.value(), translation)));
                }
            }
            case "Fn::GetAtt" -> {
                if (member.value() instanceof DraftList list) {
                    attribute(list, translation).ifPresent(resolved -> object.put("Fn::GetAtt", resolved));
                }
            }
            default -> {
                // Nothing else refers to resources by name.
            }
        }
    }

    private static String reference(String text, Translation translation) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return translation.renamed().getOrDefault(text, text);
        }
        return referable(translation, text.substring(0, dot), text.substring(dot + 1))
                .orElse(text);
    }

    private static Optional<String> referable(Translation translation, String id, String property) {
        return Optional.ofNullable(translation.referables().get(id)).map(properties -> properties.get(property));
    }

    private static String substitute(String text, Translation translation) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1), translation)));
    }

    private static String variable(String name, Translation translation) {
        String[] parts = name.split("\\.", -1);
        String resolved = name;
        String renamed = translation.renamed().get(parts[0]);
        if (renamed != null) {
            resolved = resolved.replace(parts[0], renamed);
        } else if (parts.length > 1) {
            Optional<String> made = referable(translation, parts[0], parts[1]);
            if (made.isPresent()) {
                resolved = resolved.replace(parts[0] + "." + parts[1], made.get());
            }
        }
        return "${" + resolved + "}";
    }

    private static Optional<DraftList> attribute(DraftList list, Translation translation) {
        if (list.size() < 2 || !list.elements().stream().allMatch(DraftText.class::isInstance)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        list.forEach(
                element -> parts.addAll(List.of(((DraftText) element).value().split("\\.", -1))));
        String id = parts.getFirst();
        String renamed = translation.renamed().get(id);
        if (renamed != null) {
            parts.set(0, renamed);
            return Optional.of(DraftList.ofTexts(parts.toArray(String[]::new)));
        }
        return referable(translation, id, parts.get(1)).map(made -> {
            List<String> resolved = new ArrayList<>(List.of(made));
            resolved.addAll(parts.subList(2, parts.size()));
            return DraftList.ofTexts(resolved.toArray(String[]::new));
        });
    }
}
