package samara.gateway.waf;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts the requests of the last window by what they have in common, in ten steps a window. Keeps the 10,000 keys
/// that were seen last, as AWS WAF does.
final class RateCounters {
    private static final int KEYS = 10_000;
    private static final int STEPS = 10;

    private record Step(long number, int[] count) {}

    private final Map<String, Deque<Step>> windows = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Step>> eldest) {
            return size() > KEYS;
        }
    };

    /// Counts a request, and says how many there were within the window, this one with them.
    synchronized int count(String key, int windowSeconds, Instant now) {
        long step = Math.max(1, windowSeconds * 1000L / STEPS);
        long number = now.toEpochMilli() / step;
        Deque<Step> steps = windows.computeIfAbsent(key, k -> new ArrayDeque<>(STEPS + 1));
        while (!steps.isEmpty() && steps.peekFirst().number() <= number - STEPS) {
            steps.removeFirst();
        }
        if (steps.isEmpty() || steps.peekLast().number() != number) {
            steps.addLast(new Step(number, new int[1]));
        }
        steps.getLast().count()[0]++;
        return steps.stream().mapToInt(each -> each.count()[0]).sum();
    }
}
