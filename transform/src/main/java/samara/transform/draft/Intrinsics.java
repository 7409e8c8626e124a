package samara.transform.draft;

import java.util.Optional;

/// Makes and recognises CloudFormation's intrinsic functions. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>.
public final class Intrinsics {
    private Intrinsics() {}

    /// `{"Ref": name}`.
    public static DraftObject ref(String name) {
        return DraftObject.of("Ref", DraftText.of(name));
    }

    /// `{"Fn::GetAtt": [id, attribute]}`.
    public static DraftObject getAtt(String id, String attribute) {
        return DraftObject.of("Fn::GetAtt", DraftList.ofTexts(id, attribute));
    }

    /// `{"Fn::Sub": text}`.
    public static DraftObject sub(String text) {
        return DraftObject.of("Fn::Sub", DraftText.of(text));
    }

    /// `{"Fn::Sub": [text, variables]}`.
    public static DraftObject sub(String text, DraftObject variables) {
        return DraftObject.of("Fn::Sub", DraftList.of(DraftText.of(text), variables));
    }

    /// `{"Fn::Join": [delimiter, values]}`.
    public static DraftObject join(String delimiter, DraftList values) {
        return DraftObject.of("Fn::Join", DraftList.of(DraftText.of(delimiter), values));
    }

    /// `{"Fn::If": [condition, yes, no]}`.
    public static DraftObject choose(Draft condition, Draft yes, Draft no) {
        return DraftObject.of("Fn::If", DraftList.of(condition, yes, no));
    }

    /// `{"Fn::If": [condition, yes, {"Ref": "AWS::NoValue"}]}`.
    public static DraftObject choose(Draft condition, Draft yes) {
        return choose(condition, yes, ref("AWS::NoValue"));
    }

    /// `{"Condition": name}`.
    public static DraftObject condition(Draft name) {
        return DraftObject.of("Condition", name);
    }

    /// Whether it is an intrinsic function: an object of one member that is called `Ref`, `Condition` or
    /// `Fn::…`.
    public static boolean isIntrinsic(Draft value) {
        if (!(value instanceof DraftObject object) || object.size() != 1) {
            return false;
        }
        String name = object.only().name().value();
        return name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::");
    }

    /// Whether it is an `Fn::If`.
    public static boolean isIf(Draft value) {
        return value instanceof DraftObject object && object.size() == 1 && object.has("Fn::If");
    }

    /// Whether it is a `Ref` to `AWS::NoValue`.
    public static boolean isNoValue(Draft value) {
        return value instanceof DraftObject object
                && object.size() == 1
                && object.get("Ref").is("AWS::NoValue");
    }

    /// The logical id that a `Ref`, or an `Fn::GetAtt` of one attribute, points to.
    public static Optional<String> target(Draft value) {
        if (!isIntrinsic(value) || !(value instanceof DraftObject object)) {
            return Optional.empty();
        }
        if (object.get("Ref") instanceof DraftText id) {
            return Optional.of(id.value());
        }
        if (object.get("Fn::GetAtt") instanceof DraftList list
                && list.size() == 2
                && list.get(0) instanceof DraftText id) {
            return Optional.of(id.value());
        }
        if (object.get("Fn::GetAtt") instanceof DraftText text) {
            String[] parts = text.value().split("\\.", -1);
            return parts.length == 2 ? Optional.of(parts[0]) : Optional.empty();
        }
        return Optional.empty();
    }
}
