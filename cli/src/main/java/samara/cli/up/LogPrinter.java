package samara.cli.up;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import samara.cli.aws.Clients;
import samara.cli.aws.LogTail;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// Prints what the functions of a stack write, each in a colour of its own, as it comes.
final class LogPrinter implements AutoCloseable {
    /// How long to wait where nobody says that there is something new, and where somebody does.
    private static final long POLL_MILLIS = 400;

    private static final long WOKEN_MILLIS = 5_000;
    private static final long BATCH_MILLIS = 20;

    /// Under load, how many times as long as the last look took to wait for the next: each looks at some seconds of
    /// events again, for those that come late.
    private static final int REST = 5;

    private static final long REST_MILLIS = 1_000;
    private static final List<Terminal.Style> STYLES =
            List.of(Terminal.Style.CYAN, Terminal.Style.MAGENTA, Terminal.Style.BLUE, Terminal.Style.YELLOW);

    private final Clients clients;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Map<String, String> names = new LinkedHashMap<>();
    private @Nullable LogTail tail;
    private @Nullable Thread thread;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean woken;
    private volatile boolean closed;

    LogPrinter(Clients clients, Terminal terminal, InstantSource clock) {
        this.clients = clients;
        this.terminal = terminal;
        this.clock = clock;
    }

    /// Follows the functions among these resources from now on.
    synchronized void follow(List<StackResource> resources) {
        Map<String, String> next = new LinkedHashMap<>();
        resources.stream()
                .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
                .forEach(resource ->
                        next.put("/aws/lambda/" + resource.physicalResourceId(), resource.logicalResourceId()));
        if (tail == null || !next.equals(names)) {
            names.clear();
            names.putAll(next);
            tail = new LogTail(clients, List.copyOf(next.keySet()), Optional.empty(), clock.millis(), Optional.empty());
        }
    }

    /// Looks at once. Whoever calls this once calls it whenever there is something new.
    void wake() {
        woken = true;
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// Starts printing.
    void start() {
        thread = Thread.ofVirtual().name("log-printer").start(this::loop);
    }

    private void loop() {
        try {
            while (!closed) {
                long start = System.nanoTime();
                print();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                if (news.tryAcquire(woken ? WOKEN_MILLIS : POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    Thread.sleep(Math.clamp(REST * took, BATCH_MILLIS, REST_MILLIS));
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            if (!closed) {
                terminal.warning("The logs can't be read any more: " + clients.explain(e));
            }
        }
    }

    private synchronized void print() {
        if (tail == null) {
            return;
        }
        int width = names.values().stream().mapToInt(String::length).max().orElse(0);
        for (LogTail.Line line : tail.next()) {
            String name = names.getOrDefault(line.group(), line.group());
            int number = List.copyOf(names.values()).indexOf(name);
            Terminal.Style style = STYLES.get(Math.floorMod(number, STYLES.size()));
            String label = terminal.styled(style, name + " ".repeat(Math.max(0, width - name.length())));
            line.message().stripTrailing().lines().forEach(text -> terminal.line(label + " " + text));
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
