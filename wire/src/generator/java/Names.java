import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// From AWS's names to Java's.
final class Names {
    private static final Map<String, String> API_NAMES = Map.of(
            "apigateway", "ApiGateway",
            "cloudformation", "CloudFormation",
            "cloudwatchlogs", "CloudWatchLogs",
            "dynamodb", "DynamoDb",
            "dynamodbstreams", "DynamoDbStreams",
            "eventbridge", "EventBridge",
            "secretsmanager", "SecretsManager",
            "stepfunctions", "StepFunctions",
            "apigatewayv2", "ApiGatewayV2",
            "cognitoidp", "CognitoIdp");
    private static final Set<String> TAKEN_TYPES = Set.of(
            "Object", "Error", "String", "Integer", "Long", "Double", "Float", "Boolean", "Record", "Process", "Thread",
            "Module", "Package", "Number", "Exception", "Override", "Character", "Byte", "Math", "System", "Void",
            "Runtime", "Enum", "Iterable", "Class");
    private static final Set<String> TAKEN_WORDS = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
            "default", "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "goto", "if",
            "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "package", "private",
            "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this",
            "throw", "throws", "transient", "try", "void", "volatile", "while", "true", "false", "null", "clone",
            "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "builder", "member");

    private Names() {}

    static String api(String service) {
        return API_NAMES.getOrDefault(service, capitalized(service)) + "Api";
    }

    static String type(String service, String shape) {
        String name = capitalized(shape);
        return TAKEN_TYPES.contains(name) ? capitalized(service) + name : name;
    }

    /// `TableName` → `tableName`, `KMSKeyArn` → `kmsKeyArn`, `ETag` → `eTag`, `default` → `defaultValue`.
    static String component(String member) {
        int upper = 0;
        while (upper < member.length() && Character.isUpperCase(member.charAt(upper))) {
            upper++;
        }
        if (upper > 1 && upper < member.length() && Character.isLowerCase(member.charAt(upper))) {
            upper--;
        }
        String name = member.substring(0, upper).toLowerCase(Locale.ROOT) + member.substring(upper);
        name = name.replaceAll("[^A-Za-z0-9_]", "_");
        return TAKEN_WORDS.contains(name) ? name + "Value" : name;
    }

    /// `ListObjectsV2` → `LIST_OBJECTS_V2`, `ListMFADevices` → `LIST_MFA_DEVICES`.
    static String constant(String operation) {
        return operation
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }

    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
