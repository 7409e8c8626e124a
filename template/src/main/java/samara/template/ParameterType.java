package samara.template;

import java.util.List;
import java.util.Optional;

/// The type of a template's parameter.
///
/// @param name as the template spells it, such as `List<AWS::EC2::Subnet::Id>`
/// @param isList whether its value is a list, written with commas
/// @param isNumber whether each value must be a number
/// @param isStored whether the value given names an SSM parameter that holds the real one
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html.
public record ParameterType(String name, boolean isList, boolean isNumber, boolean isStored) {
    private static final String STORED = "AWS::SSM::Parameter::Value<";
    private static final List<String> OF_AWS = List.of(
            "AWS::EC2::AvailabilityZone::Name",
            "AWS::EC2::Image::Id",
            "AWS::EC2::Instance::Id",
            "AWS::EC2::KeyPair::KeyName",
            "AWS::EC2::SecurityGroup::GroupName",
            "AWS::EC2::SecurityGroup::Id",
            "AWS::EC2::Subnet::Id",
            "AWS::EC2::Volume::Id",
            "AWS::EC2::VPC::Id",
            "AWS::Route53::HostedZone::Id");
    private static final List<String> SIMPLE = List.of(
            "String", "Number", "CommaDelimitedList", "List<Number>", "List<String>", "AWS::SSM::Parameter::Name");

    /// The type of this name; empty where there is none.
    public static Optional<ParameterType> of(String name) {
        if (name.startsWith(STORED) && name.endsWith(">")) {
            String inner = name.substring(STORED.length(), name.length() - 1);
            return plain(inner).map(type -> new ParameterType(name, type.isList(), false, true));
        }
        return plain(name);
    }

    /// Names for a "did you mean".
    public static List<String> names() {
        return SIMPLE;
    }

    private static Optional<ParameterType> plain(String name) {
        boolean isList = name.startsWith("List<") && name.endsWith(">");
        String element = isList ? name.substring(5, name.length() - 1) : name;
        boolean isKnown = SIMPLE.contains(name) || OF_AWS.contains(element);
        return isKnown
                ? Optional.of(new ParameterType(
                        name, isList || name.equals("CommaDelimitedList"), element.equals("Number"), false))
                : Optional.empty();
    }
}
