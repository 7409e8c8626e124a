package samara.transform.model;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// Tags: SAM writes them as a map, most CloudFormation types as a list of `Key` and `Value`.
public final class Tags {
    private static final List<String> RESERVED =
            List.of("lambda:createdBy", "serverlessrepo:applicationId", "serverlessrepo:semanticVersion");

    private Tags() {}

    /// A map of tags as a list; anything else is no tags.
    public static DraftList list(Draft tags) {
        DraftList list = DraftList.of();
        if (tags instanceof DraftObject map) {
            map.members().forEach(member -> {
                DraftText key = new DraftText(
                        member.name().value(), false, member.name().span());
                Draft value = member.value().isNothing() ? DraftText.of("") : member.value();
                list.add(DraftObject.at(member.name().span()).put("Key", key).put("Value", value));
            });
        }
        return list;
    }

    /// A list of one tag.
    public static DraftList one(String key, String value) {
        return list(DraftObject.make().put(key, value));
    }

    /// A resource's tags after the one that says that SAM made it, and after `extra`. Tags that AWS reserves
    /// for this are refused.
    public static DraftList withCreator(Draft tags, DraftObject extra) {
        if (tags instanceof DraftObject map) {
            for (String reserved : RESERVED) {
                if (map.has(reserved)) {
                    throw Rejection.at(
                            map.nameSpan(reserved),
                            "reserved-tag",
                            "Tag `" + reserved + "` is set by SAM itself and can't be set here.");
                }
            }
        }
        return one("lambda:createdBy", "SAM").plus(list(extra)).plus(list(tags));
    }

    /// Gives a resource's tags to those that it makes, where it asks for that.
    public static void propagate(List<CfnResource> made, Draft tags, Draft wanted) {
        if (wanted.truthy() && tags.truthy() && tags instanceof DraftObject map) {
            made.forEach(resource -> resource.assignTags(map));
        }
    }
}
