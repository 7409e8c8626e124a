package samara.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.wire.sqs.GetQueueAttributesResult;
import samara.wire.sqs.GetQueueUrlRequest;
import samara.wire.sqs.GetQueueUrlResult;
import samara.wire.sqs.ListDeadLetterSourceQueuesRequest;
import samara.wire.sqs.ListDeadLetterSourceQueuesResult;
import samara.wire.sqs.ListQueueTagsResult;
import samara.wire.sqs.ListQueuesRequest;
import samara.wire.sqs.ListQueuesResult;
import samara.wire.sqs.SqsApi;

/// What tells about queues.
final class QueueReads {
    private static final int PAGE = 1000;
    private static final List<String> COUNTED = List.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed");
    private static final List<String> OTHERS = List.of(
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "Policy",
            "RedrivePolicy",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");
    /// Those that not all queues have: asked for, they are left out of the answer, as AWS does.
    private static final List<String> ABSENT = List.of(
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds");

    private final Queues queues;
    private final Messages messages;

    QueueReads(Queues queues, Messages messages) {
        this.queues = queues;
        this.messages = messages;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SqsOperation<>(SqsApi.GET_QUEUE_URL, this::urlNeeds, this::url),
                new SqsOperation<>(
                        SqsApi.LIST_QUEUES,
                        (input, call) ->
                                List.of(Need.of("sqs:ListQueues", call.scope().arn("sqs", "*"))),
                        this::list),
                new SqsOperation<>(
                        SqsApi.GET_QUEUE_ATTRIBUTES,
                        (input, call) -> need("GetQueueAttributes", input.queueUrl(), call),
                        (input, call) -> GetQueueAttributesResult.builder()
                                .attributes(attributes(
                                        QueueAddress.ofUrl(input.queueUrl(), call),
                                        input.attributeNames().orElse(List.of())))
                                .build()),
                new SqsOperation<>(
                        SqsApi.LIST_QUEUE_TAGS,
                        (input, call) -> need("ListQueueTags", input.queueUrl(), call),
                        (input, call) -> ListQueueTagsResult.builder()
                                .tags(queues.get(QueueAddress.ofUrl(input.queueUrl(), call))
                                        .tags())
                                .build()),
                new SqsOperation<>(
                        SqsApi.LIST_DEAD_LETTER_SOURCE_QUEUES,
                        (input, call) -> need("ListDeadLetterSourceQueues", input.queueUrl(), call),
                        this::sources));
    }

    private List<Need> need(String action, String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        return address.need(action, queues.find(address));
    }

    private static QueueAddress named(GetQueueUrlRequest input, Call call) {
        String owner =
                input.queueOwnerAWSAccountId().orElse(call.scope().account().id());
        if (!owner.matches("\\d{12}")) {
            throw SqsErrors.noQueue();
        }
        return new QueueAddress(new Scope(new Account(owner), call.scope().region()), input.queueName());
    }

    private List<Need> urlNeeds(GetQueueUrlRequest input, Call call) {
        QueueAddress address = named(input, call);
        return address.need("GetQueueUrl", queues.find(address));
    }

    private GetQueueUrlResult url(GetQueueUrlRequest input, Call call) {
        QueueAddress address = named(input, call);
        queues.get(address);
        return GetQueueUrlResult.builder()
                .queueUrl(address.url(queues.kernel().addresses()))
                .build();
    }

    private ListQueuesResult list(ListQueuesRequest input, Call call) {
        int limit = limit(input.maxResults());
        List<StoredQueue> found = queues.page(
                call.scope(),
                input.queueNamePrefix().orElse(""),
                input.nextToken().map(QueueReads::after),
                limit + 1);
        boolean isMore = found.size() > limit && input.maxResults().isPresent();
        List<StoredQueue> page = found.subList(0, Math.min(limit, found.size()));
        var result = ListQueuesResult.builder();
        if (!page.isEmpty()) {
            result.queueUrls(urls(page, call.scope()));
        }
        return isMore ? result.nextToken(token(page.getLast().name())).build() : result.build();
    }

    private ListDeadLetterSourceQueuesResult sources(ListDeadLetterSourceQueuesRequest input, Call call) {
        QueueAddress target = QueueAddress.ofUrl(input.queueUrl(), call);
        queues.get(target);
        String after = input.nextToken().map(QueueReads::after).orElse("");
        int limit = limit(input.maxResults());
        List<StoredQueue> found = queues.sourcesOf(target).stream()
                .filter(queue -> queue.name().compareTo(after) > 0)
                .toList();
        List<StoredQueue> page = found.subList(0, Math.min(limit, found.size()));
        var result = ListDeadLetterSourceQueuesResult.builder().queueUrls(urls(page, target.scope()));
        return found.size() > limit
                ? result.nextToken(token(page.getLast().name())).build()
                : result.build();
    }

    private List<String> urls(List<StoredQueue> page, Scope scope) {
        return page.stream()
                .map(queue -> new QueueAddress(scope, queue.name())
                        .url(queues.kernel().addresses()))
                .toList();
    }

    private static int limit(Optional<Integer> wanted) {
        int limit = wanted.orElse(PAGE);
        if (limit < 1 || limit > PAGE) {
            throw SqsErrors.outOfRange("MaxResults", limit, 1, PAGE);
        }
        return limit;
    }

    private static String token(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SqsErrors.invalidParameter("Invalid or expired next token.");
        }
    }

    private Map<String, String> attributes(QueueAddress address, List<String> wanted) {
        StoredQueue queue = queues.get(address);
        boolean isAll = wanted.contains("All");
        for (String name : wanted) {
            if (!name.equals("All")
                    && !QueueAttributes.IN_ORDER.contains(name)
                    && !COUNTED.contains(name)
                    && !OTHERS.contains(name)
                    && !ABSENT.contains(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QueueArn", address.arn());
        if (isAll || wanted.stream().anyMatch(COUNTED::contains)) {
            Messages.Counts counts = messages.count(address, queue);
            all.put(COUNTED.get(0), Integer.toString(counts.visible()));
            all.put(COUNTED.get(1), Integer.toString(counts.inFlight()));
            all.put(COUNTED.get(2), Integer.toString(counts.delayed()));
        }
        all.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
        QueueAttributes.IN_ORDER.forEach(name -> all.put(name, Integer.toString(queue.number(name))));
        all.put("SqsManagedSseEnabled", "true");
        if (address.isFifo()) {
            all.putAll(FifoAttributes.shown(queue));
        }
        all.putAll(queue.attributes());
        List<String> names = new ArrayList<>(all.keySet());
        names.stream().filter(name -> !isAll && !wanted.contains(name)).forEach(all::remove);
        return all;
    }
}
