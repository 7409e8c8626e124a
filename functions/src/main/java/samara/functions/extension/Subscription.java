package samara.functions.extension;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One extension's wish to be told. Events are kept until there are enough of them, or until they are old enough, and
/// go out in the order in which they came, by a thread of its own.
final class Subscription {
    private static final int MAX_KEPT_BYTES = 8 * 1_048_576;
    private static final int NETWORK_MILLISECONDS = 2000;
    private static final int TRIES = 3;

    private final String extension;
    private final boolean ofLogs;
    private final Set<String> types;
    private final Buffering buffering;
    private final Destination destination;
    private List<String> kept = new ArrayList<>();
    private long keptBytes;
    private long oldest;
    private int droppedRecords;
    private long droppedBytes;
    private boolean urgent;
    private boolean delivering;
    private boolean closed;

    /// When kept events go out.
    record Buffering(int maxItems, int maxBytes, int timeoutMs) {}

    /// Where they go: by HTTP to a path, or, without one, by TCP, a line an event.
    ///
    /// @param address the address to connect to
    /// @param host the header `Host`
    record Destination(String address, String host, int port, Optional<String> path) {}

    Subscription(String extension, boolean ofLogs, Set<String> types, Buffering buffering, Destination destination) {
        this.extension = extension;
        this.ofLogs = ofLogs;
        this.types = types;
        this.buffering = buffering;
        this.destination = destination;
        Thread.ofVirtual().name("samara-telemetry").start(this::deliver);
    }

    boolean isOf(String name, boolean logs) {
        return extension.equals(name) && ofLogs == logs;
    }

    boolean isOfLogs() {
        return ofLogs;
    }

    synchronized void take(String source, String event) {
        if (!types.contains(source) || closed) {
            return;
        }
        if (keptBytes + event.length() > MAX_KEPT_BYTES) {
            droppedRecords++;
            droppedBytes += event.length();
            return;
        }
        if (kept.isEmpty()) {
            oldest = System.nanoTime();
        }
        kept.add(event);
        keptBytes += event.length();
        notifyAll();
    }

    /// Delivers what is kept now.
    synchronized void flush(int milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        urgent = true;
        notifyAll();
        while ((!kept.isEmpty() || delivering) && !closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        urgent = false;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void deliver() {
        try {
            for (List<String> batch = next(); !batch.isEmpty(); batch = next()) {
                send(batch);
                synchronized (this) {
                    delivering = false;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the next batch; none when it is closed.
    private synchronized List<String> next() throws InterruptedException {
        while (!closed) {
            long age = (System.nanoTime() - oldest) / 1_000_000;
            boolean full = kept.size() >= buffering.maxItems() || keptBytes >= buffering.maxBytes();
            if (!kept.isEmpty() && (full || urgent || age >= buffering.timeoutMs())) {
                List<String> batch = kept;
                if (droppedRecords > 0) {
                    batch.add(dropped());
                }
                kept = new ArrayList<>();
                keptBytes = 0;
                delivering = true;
                return batch;
            }
            if (kept.isEmpty()) {
                wait();
            } else {
                wait(Math.max(1, buffering.timeoutMs() - age));
            }
        }
        return List.of();
    }

    private String dropped() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("droppedBytes", droppedBytes);
        record.put("droppedRecords", droppedRecords);
        record.put("reason", "The extension took its events more slowly than they came.");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "platform.logsDropped");
        event.put("record", record);
        droppedRecords = 0;
        droppedBytes = 0;
        return Json.text(event);
    }

    /// Tries some times: an extension may subscribe before it listens.
    private void send(List<String> batch) throws InterruptedException {
        byte[] body = destination.path().isPresent()
                ? ("[" + String.join(",", batch) + "]").getBytes(StandardCharsets.UTF_8)
                : (String.join("\n", batch) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new Socket()) {
                socket.setSoTimeout(NETWORK_MILLISECONDS);
                socket.connect(new InetSocketAddress(destination.address(), destination.port()), NETWORK_MILLISECONDS);
                OutputStream out = socket.getOutputStream();
                if (destination.path().isEmpty()) {
                    out.write(body);
                    return;
                }
                out.write(head(destination.path().get(), body.length).getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.flush();
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
                return;
            } catch (IOException e) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    wait(50L * (i + 1)); // nobody listens yet, or no more
                }
            }
        }
        synchronized (this) {
            droppedRecords += batch.size();
            droppedBytes += body.length;
        }
    }

    private String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + destination.host() + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }
}
