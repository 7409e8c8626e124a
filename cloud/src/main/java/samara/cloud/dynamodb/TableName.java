package samara.cloud.dynamodb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;

/// A table's name and the scope that it is in. Requests may give a table's ARN for its name.
record TableName(Scope scope, String name) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:([a-z0-9-]+):(\\d{12}):table/([a-zA-Z0-9_.-]{3,255})");

    /// Reads a name or ARN of a request in a scope.
    ///
    /// @throws samara.wire.AwsException if it is neither
    static TableName of(String nameOrArn, Scope scope) {
        Matcher arn = ARN.matcher(nameOrArn);
        if (arn.matches()) {
            return new TableName(new Scope(new Account(arn.group(2)), new Region(arn.group(1))), arn.group(3));
        }
        return new TableName(scope, checked(nameOrArn));
    }

    /// The name of a table or index, if it may be one.
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Invalid.because("Invalid table/index name.  Table/index names must be between 3 and 255 characters"
                    + " long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
        return name;
    }

    String arn() {
        return scope.arn("dynamodb", "table/" + name);
    }
}
