package samara.cli.lint;

/// Kinds of resource types by their names.
final class Types {
    private Types() {}

    /// Whether a type's properties and attributes are its author's, not AWS's.
    static boolean isOpen(String type) {
        return type.startsWith("Custom::")
                || type.equals("AWS::CloudFormation::CustomResource")
                || type.endsWith("::MODULE");
    }

    /// Whether AWS owns the type's name.
    static boolean isOfAws(String type) {
        return type.startsWith("AWS::") || type.startsWith("Alexa::");
    }
}
