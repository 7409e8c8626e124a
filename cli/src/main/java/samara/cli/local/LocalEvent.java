package samara.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import samara.cli.args.UsageException;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// An event for a function.
///
/// @param payload JSON; must not be changed
/// @param requestId what the function is told; a new one where there is none
// An array, not a copy: payloads have megabytes, and nobody writes to them.
@SuppressWarnings("ArrayRecordComponent")
public record LocalEvent(
        byte[] payload,
        Optional<String> requestId,
        Optional<String> traceId,
        Optional<String> clientContext,
        Optional<String> tenant) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The event that functions get which get none.
    public static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    /// Only a payload.
    public static LocalEvent of(byte[] payload) {
        return new LocalEvent(payload, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The event of `--event`: a file's, or that of standard input for `-`.
    ///
    /// @throws UserException if there is none, or if it is no JSON
    static LocalEvent of(Invocation invocation) {
        Optional<String> name = invocation.arguments().text("event");
        if (name.isPresent() && invocation.arguments().isOn("no_event")) {
            throw new UsageException("--event and --no-event contradict each other: give one of them.");
        }
        Optional<String> tenant = invocation.arguments().text("tenant_id");
        byte[] payload = name.map(file -> read(file, invocation)).orElse(EMPTY);
        if (payload.length == 0) {
            payload = EMPTY;
        }
        check(payload, name.filter(file -> !file.equals("-")).orElse("standard input"));
        return new LocalEvent(payload, Optional.empty(), Optional.empty(), Optional.empty(), tenant);
    }

    private static byte[] read(String name, Invocation invocation) {
        int most = samara.functions.Invocation.MAX_PAYLOAD_BYTES;
        try {
            if (name.equals("-")) {
                return limited(invocation.terminal().input(), most, "standard input");
            }
            Path file = invocation.environment().resolve(name);
            if (!Files.isRegularFile(file) && !Files.exists(file)) {
                throw new UserException("The event file " + file + " does not exist.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return limited(in, most, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] limited(InputStream in, int most, String name) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new UserException("The event in " + name + " is larger than Lambda's limit of " + most + " bytes.");
        }
        return bytes;
    }

    private static void check(byte[] payload, String name) {
        try {
            checkJson(payload);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw new UserException("The event in " + name + " is no JSON: "
                    + (place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ")
                    + e.getOriginalMessage());
        }
    }

    /// Reads through a payload.
    ///
    /// @throws JacksonException where it is no JSON
    public static void checkJson(byte[] payload) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(
                        parser, "There is more behind the end of the value.", parser.currentTokenLocation());
            }
        }
    }
}
