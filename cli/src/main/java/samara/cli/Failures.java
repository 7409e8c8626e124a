package samara.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import samara.wire.AwsException;

/// The line that an exception deserves which nobody expected.
final class Failures {
    private Failures() {}

    static String explain(Exception e, boolean debug) {
        return switch (e) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> io(unchecked.getCause());
            case AwsException aws -> aws.code() + ": " + aws.message();
            default -> aws(e).orElseGet(() -> bug(e, debug));
        };
    }

    private static String io(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist.";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written.";
            default -> e.getMessage() + " (" + e.getClass().getSimpleName() + ")";
        };
    }

    /// The SDK's exceptions by their names, so that none of its classes is loaded for them.
    private static java.util.Optional<String> aws(Exception e) {
        for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("software.amazon.awssdk.core.exception.SdkException")) {
                String message = String.valueOf(e.getMessage());
                return java.util.Optional.of(
                        message.startsWith("Unable to load credentials")
                                ? "No AWS credentials were found. Set a profile (--profile, AWS_PROFILE) or keys"
                                        + " (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), or use --local for the embedded cloud."
                                : message);
            }
        }
        return java.util.Optional.empty();
    }

    private static String bug(Exception e, boolean debug) {
        return "This is a bug of Samara: " + e.getClass().getSimpleName() + ": " + e.getMessage() + ". "
                + (debug
                        ? "Please report it with the lines above."
                        : "Run the same with --debug and report what it prints, please.");
    }
}
