package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Does work on things that need each other: each as soon as what it needs is done, all that can go on at the same
/// time on virtual threads. After a failure nothing new is begun; what is underway is waited for.
final class OrderedRun {
    private final Map<String, ? extends Collection<String>> needs;
    private final LinkedBlockingQueue<Done> ended = new LinkedBlockingQueue<>();

    private final List<Thread> threads = new ArrayList<>();

    private record Done(String id, List<RuntimeException> failure) {}

    OrderedRun(Map<String, ? extends Collection<String>> needs) {
        this.needs = needs;
    }

    /// The same things, in the other direction: what is needed comes after what needs it.
    static Map<String, List<String>> reversed(Map<String, ? extends Collection<String>> needs) {
        var reversed = new LinkedHashMap<String, List<String>>();
        needs.keySet().forEach(id -> reversed.put(id, new ArrayList<>()));
        needs.forEach((id, first) -> first.forEach(need -> {
            List<String> dependents = reversed.get(need);
            if (dependents != null) {
                dependents.add(id);
            }
        }));
        return reversed;
    }

    /// Runs all, and gives the failures by id in the order in which they happened.
    ///
    /// @param stopsAtFailure whether a failure keeps all others back, or only what needs the failed one
    Map<String, RuntimeException> run(boolean stopsAtFailure, Consumer<String> work) throws InterruptedException {
        var failures = new LinkedHashMap<String, RuntimeException>();
        var waiting = new ArrayList<>(needs.keySet());
        var done = new HashSet<String>();
        int underway = 0;
        while (true) {
            if (failures.isEmpty() || !stopsAtFailure) {
                for (String id : List.copyOf(waiting)) {
                    if (isReady(id, done)) {
                        waiting.remove(id);
                        underway++;
                        threads.add(Thread.ofVirtual().name("stack-" + id).start(() -> work(id, work)));
                    }
                }
            }
            if (underway == 0) {
                return failures;
            }
            Done one = next();
            underway--;
            if (one.failure().isEmpty()) {
                done.add(one.id());
            } else {
                failures.put(one.id(), one.failure().getFirst());
            }
        }
    }

    /// What ends next. An interruption is passed on to all that is underway, and waited for.
    private Done next() throws InterruptedException {
        try {
            return ended.take();
        } catch (InterruptedException stopped) {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
            throw stopped;
        }
    }

    private boolean isReady(String id, Set<String> done) {
        Collection<String> first = needs.get(id);
        return first == null || first.stream().allMatch(need -> done.contains(need) || !needs.containsKey(need));
    }

    /// The background's catch-all: what a resource type throws ends that resource's work only.
    private void work(String id, Consumer<String> work) {
        try {
            work.accept(id);
            ended.add(new Done(id, List.of()));
        } catch (RuntimeException failure) {
            ended.add(new Done(id, List.of(failure)));
        }
    }
}
