package samara.cloud.lambda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.wire.AwsException;

/// A layer, as requests name it: by its name or its ARN.
record LayerArn(Scope scope, String name) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,140}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:lambda:([a-z0-9-]+):(\\d{12}):layer:([a-zA-Z0-9-_]{1,140})");
    private static final Pattern VERSION = Pattern.compile("(arn:.+):(\\d{1,9})");

    /// One version of a layer.
    record Version(LayerArn layer, int number) {

        /// Reads a version's ARN.
        ///
        /// @throws AwsException for any other text
        static Version of(String text) {
            Matcher matcher = VERSION.matcher(text);
            if (!matcher.matches() || !ARN.matcher(matcher.group(1)).matches()) {
                throw new AwsException(
                        "ValidationException",
                        400,
                        "1 validation error detected: `" + text + "` is not the ARN of a layer's version, "
                                + "`arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION`.");
            }
            return new Version(LayerArn.ofArn(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }

        static boolean isOne(String text) {
            Matcher matcher = VERSION.matcher(text);
            return matcher.matches() && ARN.matcher(matcher.group(1)).matches();
        }

        String arn() {
            return layer.arn() + ":" + number;
        }
    }

    /// Reads a `LayerName`.
    ///
    /// @param scope where a mere name is meant
    static LayerArn of(String text, Scope scope) {
        if (text.startsWith("arn:")) {
            return ofArn(text);
        }
        if (!NAME.matcher(text).matches()) {
            throw invalid(text);
        }
        return new LayerArn(scope, text);
    }

    private static LayerArn ofArn(String text) {
        Matcher matcher = ARN.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        try {
            return new LayerArn(
                    new Scope(new Account(matcher.group(2)), new Region(matcher.group(1))), matcher.group(3));
        } catch (IllegalArgumentException e) {
            throw invalid(text);
        }
    }

    private static AwsException invalid(String text) {
        return new AwsException(
                "ValidationException",
                400,
                "1 validation error detected: `" + text + "` is neither a layer's name nor its ARN.");
    }

    String arn() {
        return scope.arn("lambda", "layer:" + name);
    }
}
