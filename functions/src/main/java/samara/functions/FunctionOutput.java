package samara.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import samara.functions.extension.Telemetry;

/// Reads what an environment's process writes, and turns it into log events. Our bootstraps write a mark after each
/// event's output, so that it is known where that ends; with other runtimes a short silence must do.
final class FunctionOutput {
    private static final byte[] MARK = "\0END ".getBytes(StandardCharsets.US_ASCII);
    /// A longer line becomes several events, as in Lambda.
    private static final int MAX_LINE_BYTES = 262_144;

    private static final int MAX_BATCH_BYTES = 131_072;
    private static final int TAIL_BYTES = 4096;
    private static final int MARK_WAIT_MILLISECONDS = 250;

    private final FunctionSpec function;
    private final String stream;
    private final FunctionLog log;
    private final EngineSettings settings;
    private final InputStream in;
    private final Telemetry telemetry;
    private final Thread reader;
    private final Semaphore marks = new Semaphore(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final Object lock = new Object();
    private final ReentrantLock writing = new ReentrantLock();
    private List<FunctionLog.Event> batch = new ArrayList<>();
    private int batchBytes;
    private volatile long reads;
    private StringBuilder tail = new StringBuilder();

    FunctionOutput(
            FunctionSpec function,
            Launcher.Launched launched,
            FunctionLog log,
            EngineSettings settings,
            Telemetry telemetry) {
        this.function = function;
        this.stream = launched.logStream();
        this.log = log;
        this.settings = settings;
        this.in = launched.process().getInputStream();
        this.telemetry = telemetry;
        this.reader = Thread.ofPlatform().daemon().name("samara-output").start(this::read);
    }

    /// Starts the tail anew.
    void begin() {
        marks.drainPermits();
        synchronized (lock) {
            tail = new StringBuilder();
        }
    }

    /// Starts the tail anew and writes a line of the platform's.
    void begin(String platformLine) {
        begin();
        platform(platformLine);
    }

    /// Writes a line of an extension's.
    void extension(String text) {
        event(text + "\n");
        if (telemetry.isWanted()) {
            telemetry.line("extension", text, settings.clock().instant());
        }
    }

    private void function(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8).replace('\u0001', '\n');
        event(text + "\n");
        if (telemetry.isWanted()) {
            Object record = PlatformLog.record(function.logging(), text);
            telemetry.line("function", record, settings.clock().instant());
        }
    }

    /// Writes a line of the platform's.
    void platform(String text) {
        event(text + "\n");
        if (log.isLive()) {
            flush();
        }
    }

    /// Waits until all that was written before the mark is here.
    void awaitMark() throws InterruptedException {
        marks.tryAcquire(MARK_WAIT_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /// Waits until nothing is left to read for a moment.
    void awaitSilence() throws InterruptedException {
        long seen = -1;
        for (int rounds = 0; seen != reads && rounds < 50; rounds++) {
            seen = reads;
            Thread.sleep(3);
        }
    }

    /// Waits until the process has closed its output.
    void awaitEnd() throws InterruptedException {
        reader.join(MARK_WAIT_MILLISECONDS);
    }

    /// Hands over what is collected.
    void flush() {
        writing.lock(); // two threads flush: what was collected first is written first
        try {
            List<FunctionLog.Event> full;
            synchronized (lock) {
                if (batch.isEmpty()) {
                    return;
                }
                full = batch;
                batch = new ArrayList<>();
                batchBytes = 0;
            }
            log.write(function, stream, full);
        } finally {
            writing.unlock();
        }
    }

    /// The end of what was logged since [#begin].
    byte[] tail() {
        synchronized (lock) {
            byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
            return bytes.length <= TAIL_BYTES
                    ? bytes
                    : java.util.Arrays.copyOfRange(bytes, bytes.length - TAIL_BYTES, bytes.length);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread alone
    private void read() {
        var buffer = new byte[65_536];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                take(buffer, count);
                reads++;
                if (log.isLive() && in.available() == 0) {
                    flush();
                }
            }
        } catch (IOException e) {
            // The process was killed while we read; what it wrote before is here.
            line.write('\n');
        }
        endLine();
        flush();
    }

    private void take(byte[] buffer, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                line.write(buffer, start, i - start);
                start = i + 1;
                endLine();
            } else if (line.size() + i - start >= MAX_LINE_BYTES) {
                line.write(buffer, start, i - start);
                start = i;
                endLine();
            }
        }
        line.write(buffer, start, count - start);
    }

    private void endLine() {
        if (line.size() == 0) {
            return;
        }
        byte[] bytes = line.toByteArray();
        line.reset();
        int mark = markIn(bytes);
        if (mark < 0) {
            function(bytes, bytes.length);
            return;
        }
        if (mark > 0) {
            function(bytes, mark);
        }
        marks.release();
    }

    /// Where the mark starts: after text that had no line feed of its own, too.
    private static int markIn(byte[] bytes) {
        for (int i = 0; i + MARK.length <= bytes.length; i++) {
            if (bytes[i] == 0 && java.util.Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
                return i;
            }
        }
        return -1;
    }

    private void event(String text) {
        boolean full;
        Instant now = settings.clock().instant();
        synchronized (lock) {
            batch.add(new FunctionLog.Event(now, text));
            batchBytes += text.length();
            full = batchBytes > MAX_BATCH_BYTES;
            tail.append(text, Math.max(0, text.length() - TAIL_BYTES), text.length());
            if (tail.length() > 16 * TAIL_BYTES) {
                tail.delete(0, tail.length() - TAIL_BYTES);
            }
        }
        if (full) {
            flush();
        }
    }
}
