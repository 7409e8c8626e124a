package samara.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import samara.functions.extension.Telemetry;

/// Reads what an environment's process writes, and turns it into log events. Nothing waits for it to write: that would
/// cost a wake-up an event. The engine looks now and then, and the end of an event takes what was written before its
/// answer, which is in the pipe by then.
final class FunctionOutput {
    /// A longer line becomes several events, as in Lambda.
    private static final int MAX_LINE_BYTES = 262_144;

    private static final int MAX_BATCH_BYTES = 131_072;
    private static final int TAIL_BYTES = 4096;
    private static final int END_MILLISECONDS = 250;
    /// What a pipe and the JDK's buffer behind it hold. Of a process that writes on and on, no more is what it wrote
    /// before.
    private static final int PIPE_BYTES = 65_536 + 8192;

    private final FunctionSpec function;
    private final String stream;
    private final FunctionLog log;
    private final EngineSettings settings;
    private final Process process;
    private final InputStream in;
    private final Telemetry telemetry;
    private final ReentrantLock reading = new ReentrantLock();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final Object lock = new Object();
    private final ReentrantLock writing = new ReentrantLock();
    private List<FunctionLog.Event> batch = new ArrayList<>();
    private int batchBytes;
    private StringBuilder tail = new StringBuilder();
    private boolean ended;

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
        this.process = launched.process();
        this.in = process.getInputStream();
        this.telemetry = telemetry;
    }

    /// Starts the tail anew.
    void begin() {
        poll();
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

    /// Takes what is there, unless another thread does.
    ///
    /// @return whether something was there
    boolean poll() {
        if (!reading.tryLock()) {
            return false;
        }
        try {
            return taken();
        } finally {
            reading.unlock();
        }
    }

    /// Takes all that was written until now, and ends the last line.
    void finish() throws InterruptedException {
        // A reader can be held up by a process that has inherited the pipe of one that ended.
        if (!reading.tryLock(END_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            taken();
            endLine();
        } finally {
            reading.unlock();
        }
    }

    /// The same where what is written comes through another process: once nothing has come for a moment.
    void awaitSilence() throws InterruptedException {
        boolean more = true;
        for (int rounds = 0; more && rounds < 50; rounds++) {
            poll();
            Thread.sleep(3);
            more = poll();
        }
        finish();
    }

    /// Waits until the process has ended, and takes what it wrote.
    void awaitEnd() throws InterruptedException {
        process.waitFor(END_MILLISECONDS, TimeUnit.MILLISECONDS);
        finish();
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

    private boolean taken() {
        int count = 0;
        boolean again = true;
        while (again) {
            try {
                count += available(PIPE_BYTES - count);
                again = false;
            } catch (IOException e) {
                // The process has just ended. The JDK keeps what was left, and closes the pipe under us, once.
                again = !process.isAlive() && !ended;
                ended = true;
            }
        }
        if (count > 0 && log.isLive()) {
            flush();
        }
        return count > 0;
    }

    private int available(int limit) throws IOException {
        int count = 0;
        for (int ready = in.available(); ready > 0 && count < limit; ready = in.available()) {
            byte[] buffer = new byte[Math.min(ready, limit - count)];
            int read = in.read(buffer);
            if (read < 0) {
                return count;
            }
            take(buffer, read);
            count += read;
        }
        return count;
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
        function(bytes, bytes.length);
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
