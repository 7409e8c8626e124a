package samara.cloud.sqs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Scope;

/// Which queue is meant: an account and Region, and a name. Its URL is `http://127.0.0.1:4566/{account}/{name}`; a URL
/// of any other host with that path (AWS's own, too) means the same queue.
record QueueAddress(Scope scope, String name) {
    private static final Pattern URL = Pattern.compile("(?:.*/)?(\\d{12})/([A-Za-z0-9_-]{1,80}(?:\\.fifo)?)/?");
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:sqs:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,80}(?:\\.fifo)?)");

    /// The queue of a URL, in the Region of the call.
    static QueueAddress ofUrl(String url, Call call) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new samara.wire.AwsException(
                    "InvalidAddress", 404, "The address " + url + " is not valid for this endpoint.");
        }
        return new QueueAddress(
                new Scope(new Account(matcher.group(1)), call.scope().region()), matcher.group(2));
    }

    /// The queue of an ARN; empty where the text is none.
    static Optional<QueueAddress> ofArn(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches()
                ? Optional.of(new QueueAddress(
                        new Scope(new Account(matcher.group(2)), new samara.cloud.kernel.Region(matcher.group(1))),
                        matcher.group(3)))
                : Optional.empty();
    }

    boolean isFifo() {
        return name.endsWith(".fifo");
    }

    String key() {
        return scope.key() + "\0" + name;
    }

    String arn() {
        return scope.arn("sqs", name);
    }

    String url(Addresses addresses) {
        return addresses.path("/" + scope.account() + "/" + name).toString();
    }

    /// What an action on this queue needs: its policy speaks, too.
    List<Need> need(String action, Optional<StoredQueue> queue) {
        return List.of(new Need(
                "sqs:" + action,
                arn(),
                java.util.Map.of(),
                queue.flatMap(StoredQueue::policy),
                Optional.of(scope.account())));
    }
}
