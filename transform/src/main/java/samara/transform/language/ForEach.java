package samara.transform.language;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;

/// `Fn::ForEach`: an object's members repeated for each element of a collection. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html>.
///
/// Before: `Fn::ForEach::Each: [Name, [A, B], {"Topic${Name}": …}]`. After: `TopicA: …` and `TopicB: …`.
final class ForEach {
    private static final String PREFIX = "Fn::ForEach::";
    private static final int ARGUMENTS = 3;
    private static final int MOST_MEMBERS = 10_000;

    private final LanguageFunctions functions;
    private int made;

    ForEach(LanguageFunctions functions) {
        this.functions = functions;
    }

    /// The value with all loops in it expanded.
    Draft expand(Draft value) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject expanded = DraftObject.at(object.span());
                object.members().forEach(member -> add(member, expanded));
                yield expanded;
            }
            case DraftList list -> {
                DraftList expanded = DraftList.at(list.span());
                list.forEach(element -> expanded.add(expand(element)));
                yield expanded;
            }
            default -> value;
        };
    }

    private void add(DraftObject.Member member, DraftObject expanded) {
        if (!member.name().value().startsWith(PREFIX)) {
            expanded.put(member.name(), expand(member.value()));
            return;
        }
        if (!(member.value() instanceof DraftList arguments)
                || arguments.size() != ARGUMENTS
                || !(arguments.get(0) instanceof DraftText identifier)
                || !(arguments.get(2) instanceof DraftObject body)) {
            throw Rejection.at(
                    member.name().span(),
                    "for-each",
                    "`Fn::ForEach` needs a list of three: a name, a collection and an object of what is repeated.");
        }
        for (String element : collection(arguments.get(1))) {
            DraftObject each = (DraftObject) replace(body, identifier.value(), element);
            ((DraftObject) expand(each)).members().forEach(made -> put(made, expanded));
        }
    }

    private void put(DraftObject.Member member, DraftObject expanded) {
        if (expanded.has(member.name().value())) {
            throw Rejection.at(
                    member.name().span(),
                    "for-each",
                    "The loop makes `" + member.name().value() + "` more than once.");
        }
        if (++made > MOST_MEMBERS) {
            throw Rejection.at(
                    member.name().span(), "for-each", "The loops make more than " + MOST_MEMBERS + " members.");
        }
        expanded.put(member.name(), member.value());
    }

    private List<String> collection(Draft given) {
        Draft value = functions.value(given);
        List<Draft> elements;
        if (value instanceof DraftList list) {
            elements = list.elements();
        } else if (value instanceof DraftText text) {
            elements = DraftList.ofTexts(text.value().split(",", -1)).elements();
        } else {
            throw Rejection.of(
                    given,
                    "for-each",
                    "The collection of `Fn::ForEach` needs to be a list of strings that is known before deployment.");
        }
        List<String> texts = new ArrayList<>();
        for (Draft element : elements) {
            if (!(functions.value(element) instanceof DraftText text)) {
                throw Rejection.of(
                        element,
                        "for-each",
                        "The collection of `Fn::ForEach` needs to be a list of strings that is known before deployment.");
            }
            texts.add(text.value().strip());
        }
        return texts;
    }

    private static Draft replace(Draft value, String name, String element) {
        return switch (value) {
            case DraftObject object -> {
                if (object.size() == 1 && object.get("Ref").is(name)) {
                    yield new DraftText(element, false, object.span());
                }
                DraftObject replaced = DraftObject.at(object.span());
                object.members()
                        .forEach(member -> replaced.put(
                                new DraftObject.Name(
                                        replace(member.name().value(), name, element),
                                        false,
                                        member.name().span()),
                                replace(member.value(), name, element)));
                yield replaced;
            }
            case DraftList list -> {
                DraftList replaced = DraftList.at(list.span());
                list.forEach(each -> replaced.add(replace(each, name, element)));
                yield replaced;
            }
            case DraftText text -> text.with(replace(text.value(), name, element));
            default -> value;
        };
    }

    private static String replace(String text, String name, String element) {
        return text.replace("${" + name + "}", element)
                .replace("&{" + name + "}", element.replaceAll("[^A-Za-z0-9]", ""));
    }
}
