package samara.transform.language;

import samara.template.JsonWriter;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.ParameterValues;
import samara.transform.model.Rejection;

/// The intrinsic functions that the language extensions add or widen.
final class LanguageFunctions {
    private final ParameterValues parameters;
    private final DraftObject mappings;

    LanguageFunctions(ParameterValues parameters, DraftObject mappings) {
        this.parameters = parameters;
        this.mappings = mappings;
    }

    /// The value with these functions replaced by what they give.
    Draft resolve(Draft value) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject resolved = DraftObject.at(object.span());
                object.members().forEach(member -> resolved.put(member.name(), resolve(member.value())));
                yield resolved.size() == 1 ? function(resolved) : resolved;
            }
            case DraftList list -> {
                DraftList resolved = DraftList.at(list.span());
                list.forEach(element -> resolved.add(resolve(element)));
                yield resolved;
            }
            default -> value;
        };
    }

    /// The value as it is known now: references to parameters and mappings resolved, and lists that are split.
    Draft value(Draft given) {
        Draft resolved = parameters.resolve(resolve(given).copy());
        if (resolved instanceof DraftObject object
                && object.size() == 1
                && object.get("Fn::Split") instanceof DraftList arguments
                && arguments.size() == 2
                && arguments.get(0) instanceof DraftText delimiter
                && value(arguments.get(1)) instanceof DraftText text) {
            return DraftList.ofTexts(text.value().split(java.util.regex.Pattern.quote(delimiter.value()), -1));
        }
        return resolved;
    }

    private Draft function(DraftObject object) {
        Draft argument = object.only().value();
        return switch (object.only().name().value()) {
            case "Fn::Length" -> length(object, argument);
            case "Fn::ToJsonString" -> json(object, argument);
            case "Fn::FindInMap" -> findInMap(object, argument);
            default -> object;
        };
    }

    private Draft length(DraftObject object, Draft argument) {
        Draft value = value(argument);
        if (value instanceof DraftList list) {
            return new DraftNumber(Integer.toString(list.size()), object.span());
        }
        if (value instanceof DraftText text && Intrinsics.isIntrinsic(argument)) {
            return new DraftNumber(Integer.toString(text.value().split(",", -1).length), object.span());
        }
        throw Rejection.of(
                argument, "language-extensions", "`Fn::Length` needs a list that is known before deployment.");
    }

    /// JSON as text; what only deployment knows becomes variables of an `Fn::Sub`.
    private Draft json(DraftObject object, Draft argument) {
        if (!(argument instanceof DraftObject) && !(argument instanceof DraftList)) {
            throw Rejection.of(argument, "language-extensions", "`Fn::ToJsonString` needs an object or a list.");
        }
        DraftObject variables = DraftObject.make();
        Draft value = withVariables(parameters.resolve(argument.copy()), variables);
        String text = JsonWriter.compact(value.toNode(object.span()));
        return variables.truthy() ? Intrinsics.sub(text, variables) : new DraftText(text, false, object.span());
    }

    private static Draft withVariables(Draft value, DraftObject variables) {
        if (Intrinsics.isIntrinsic(value)) {
            String name = "Value" + (variables.size() + 1);
            variables.put(name, value);
            return DraftText.of("${" + name + "}");
        }
        return switch (value) {
            case DraftObject object -> {
                DraftObject replaced = DraftObject.at(object.span());
                object.members()
                        .forEach(member -> replaced.put(member.name(), withVariables(member.value(), variables)));
                yield replaced;
            }
            case DraftList list -> {
                DraftList replaced = DraftList.at(list.span());
                list.forEach(element -> replaced.add(withVariables(element, variables)));
                yield replaced;
            }
            case DraftText text -> text.with(text.value().replace("${", "${!"));
            default -> value;
        };
    }

    private Draft findInMap(DraftObject object, Draft argument) {
        if (!(argument instanceof DraftList keys) || keys.size() < 3) {
            return object;
        }
        Draft found = mappings;
        for (int level = 0; level < 3; level++) {
            if (!(value(keys.get(level)) instanceof DraftText key)) {
                return object;
            }
            found = found instanceof DraftObject map ? map.get(key.value()) : Nothing.HERE;
        }
        if (!found.isNothing()) {
            return found.copy();
        }
        if (keys.size() > 3 && keys.get(3) instanceof DraftObject options && options.has("DefaultValue")) {
            return options.get("DefaultValue");
        }
        throw Rejection.of(
                argument, "language-extensions", "`Fn::FindInMap` finds nothing here and has no `DefaultValue`.");
    }
}
