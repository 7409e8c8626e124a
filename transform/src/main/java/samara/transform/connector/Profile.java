package samara.transform.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Data;
import samara.transform.model.Rejection;

/// What a connector between two types of resources makes. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html>.
record Profile(DraftObject data, Endpoint source, Endpoint destination) {
    private static final DraftObject ALL = Data.json("connectors.json");
    private static final Pattern VARIABLE = Pattern.compile("%\\{((Source|Destination)\\.(\\w+))}");

    /// The profile of two ends.
    static Profile of(Draft at, Endpoint source, Endpoint destination) {
        for (Draft candidate : ALL.list("connectors").orElseThrow()) {
            if (candidate instanceof DraftObject data
                    && data.get("source").is(source.type())
                    && data.get("destination").is(destination.type())) {
                return new Profile(data, source, destination);
            }
        }
        throw Rejection.of(
                at,
                "connector",
                "There are no connectors from `" + source.type() + "` to `" + destination.type() + "`.");
    }

    /// What is known of a resource of this type and id: its ARN, name and so on.
    static DraftObject resource(String type, String id) {
        Draft known = ALL.object("resources").orElseThrow().get(type);
        return known instanceof DraftObject ? (DraftObject) withId(known, id) : DraftObject.make();
    }

    private static Draft withId(Draft value, String id) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject made = DraftObject.make();
                object.forEach((name, member) -> made.put(name, withId(member, id)));
                yield made;
            }
            case DraftList list -> {
                DraftList made = DraftList.of();
                list.forEach(element -> made.add(withId(element, id)));
                yield made;
            }
            case DraftText text -> DraftText.of(text.value().replace("%{logicalId}", id));
            default -> value;
        };
    }

    /// Whether it makes this kind of policy.
    boolean makes(String kind) {
        return data.get("makes").is(kind);
    }

    /// The end that the policy is for.
    Endpoint owner() {
        return data.get("owner").is("source") ? source : destination;
    }

    /// Whether this needs the policy to be there first.
    boolean isDependedOnBy(String what) {
        return data.get("dependedBy").is(what);
    }

    /// The access categories, with the ends' values filled in.
    DraftObject access() {
        return (DraftObject) fill(data.get("access"));
    }

    /// The permissions, if they can be asked for.
    List<String> check(List<String> wanted, Draft at) {
        List<String> possible = data.object("access").orElseThrow().names();
        String between = " connectors from `" + source.type() + "` to `" + destination.type() + "` have `"
                + String.join("`, `", possible) + "`.";
        if (wanted.isEmpty()) {
            throw Rejection.of(at, "connector-permissions", "`Permissions` is empty;" + between);
        }
        for (String permission : wanted) {
            if (!possible.contains(permission)) {
                throw Rejection.of(
                        at, "connector-permissions", "There is no permission `" + permission + "` here;" + between);
            }
        }
        if (data.get("combinations") instanceof DraftList combinations) {
            List<String> sorted = wanted.stream().sorted().toList();
            boolean known = combinations.elements().stream().anyMatch(combination -> sorted.equals(names(combination)));
            if (!known) {
                throw Rejection.of(
                        at, "connector-permissions", "These permissions can't be had without others;" + between);
            }
        }
        return wanted;
    }

    private static List<String> names(Draft combination) {
        List<String> names = new ArrayList<>();
        if (combination instanceof DraftList list) {
            list.forEach(element -> names.add(((DraftText) element).value()));
        }
        return names.stream().sorted().toList();
    }

    private Draft fill(Draft value) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject made = DraftObject.make();
                object.forEach((name, member) -> made.put(name, fill(member)));
                yield made;
            }
            case DraftList list -> {
                DraftList made = DraftList.of();
                list.forEach(element -> made.add(fill(element)));
                yield made;
            }
            case DraftText text -> fill(text.value());
            default -> value;
        };
    }

    private Draft fill(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        DraftObject variables = DraftObject.make();
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            Endpoint end = matcher.group(2).equals("Source") ? source : destination;
            Draft value = end.value(matcher.group(3));
            if (value.isNothing()) {
                throw Rejection.of(
                        end.at(),
                        "connector-end",
                        "`" + matcher.group(3) + "` of `" + matcher.group(2) + "` is missing.");
            }
            if (matcher.group().equals(text)) {
                return value;
            }
            String name = matcher.group(1).replace(".", "");
            variables.put(name, value);
            matcher.appendReplacement(filled, Matcher.quoteReplacement("${" + name + "}"));
        }
        matcher.appendTail(filled);
        String result = filled.toString();
        if (!result.contains("${")) {
            return DraftText.of(result);
        }
        return variables.truthy() ? Intrinsics.sub(result, variables) : Intrinsics.sub(result);
    }
}
