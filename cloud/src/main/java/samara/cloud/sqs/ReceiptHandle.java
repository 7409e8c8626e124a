package samara.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a receiver deletes a message by: the message's place in its queue, and which receive it was.
record ReceiptHandle(String place, String receipt, String text) {

    static ReceiptHandle of(StoredMessage message) {
        String place = message.key().substring(message.key().lastIndexOf('\0') + 1);
        String receipt = message.receipt().orElseThrow();
        byte[] bytes = (place + " " + receipt).getBytes(StandardCharsets.UTF_8);
        return new ReceiptHandle(place, receipt, Base64.getEncoder().encodeToString(bytes));
    }

    static ReceiptHandle parse(String text) {
        try {
            String plain = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split(" ", -1);
            if (parts.length == 2 && parts[0].matches("\\d{15}-\\d{12}") && parts[1].matches("[0-9a-f]{32}")) {
                return new ReceiptHandle(parts[0], parts[1], text);
            }
        } catch (IllegalArgumentException e) {
            throw SqsErrors.badHandle();
        }
        throw SqsErrors.badHandle();
    }

    String key(QueueAddress queue) {
        return queue.key() + "\0" + place;
    }
}
