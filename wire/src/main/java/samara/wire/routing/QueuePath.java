package samara.wire.routing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import samara.wire.protocol.QueryString;

/// Queues that are addressed by path: requests of SQS's query protocol are sent to the queue's URL, and need not repeat
/// it as their `QueueUrl`.
///
/// See <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html>.
final class QueuePath {
    private static final Pattern PATH = Pattern.compile("/\\d{12}/[A-Za-z0-9_-]{1,80}(\\.fifo)?/?");

    private QueuePath() {}

    /// The request's query string, with the path as its `QueueUrl` where neither it nor the form has one.
    static QueryString inQuery(String rawQuery, QueryString form, String rawPath) {
        QueryString query = QueryString.parse(rawQuery);
        if (query.has("QueueUrl")
                || form.has("QueueUrl")
                || !PATH.matcher(rawPath).matches()) {
            return query;
        }
        String url = "QueueUrl=" + URLEncoder.encode(rawPath, StandardCharsets.UTF_8);
        return QueryString.parse(rawQuery.isEmpty() ? url : rawQuery + "&" + url);
    }
}
