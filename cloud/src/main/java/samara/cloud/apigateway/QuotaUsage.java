package samara.cloud.apigateway;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;

/// How much of usage plans' quotas is used up: by each key, in the period that runs and day by day, in UTC.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html">GetUsage</a>
final class QuotaUsage {
    private final Store store;
    private final RecordTable<Usage> periods;
    private final RecordTable<Day> days;
    private final Locks locks = new Locks();
    private final Clock clock;

    /// What is used in the period that began on a day; less than nothing after an extension.
    record Usage(String periodStart, int used) {}

    /// What was used on a day, and what was left of the period's quota at its end.
    record Day(int used, int remaining) {}

    /// One key's part in a plan.
    record Share(Scope scope, String planId, String keyId, UsagePlan.Quota quota) {
        private String at() {
            return scope.key() + "/" + planId + "/" + keyId;
        }

        private String on(LocalDate day) {
            return at() + "/" + day;
        }
    }

    QuotaUsage(Kernel kernel) {
        this.store = kernel.store();
        this.periods = store.table("apigateway/usage", Usage.class);
        this.days = store.table("apigateway/usage-days", Day.class);
        this.clock = kernel.clock();
    }

    /// The day that requests are counted on.
    LocalDate today() {
        return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    }

    /// Counts a request, unless the quota is used up.
    boolean count(Share share) {
        return locks.locked(share.at(), () -> {
            LocalDate today = today();
            int used = used(share, today);
            if (used >= share.quota.limit()) {
                return false;
            }
            put(share, today, used + 1, 1);
            return true;
        });
    }

    /// Leaves a key so many requests in the period that runs.
    void extend(Share share, int remaining) {
        locks.locked(share.at(), () -> put(share, today(), share.quota.limit() - remaining, 0));
    }

    private int used(Share share, LocalDate day) {
        String start = periodStart(share.quota, day);
        return periods.get(share.at())
                .filter(usage -> usage.periodStart().equals(start))
                .map(Usage::used)
                .orElse(0);
    }

    private void put(Share share, LocalDate today, int used, int more) {
        int before = days.get(share.on(today)).map(Day::used).orElse(0);
        store.batch()
                .put(periods, share.at(), new Usage(periodStart(share.quota, today), used))
                .put(days, share.on(today), new Day(before + more, share.quota.limit() - used))
                .commit();
    }

    /// Each day's use, from the first day to the last.
    List<Day> between(Share share, LocalDate first, LocalDate last) {
        List<Day> found = new ArrayList<>();
        String period = periodStart(share.quota, first);
        int remaining = share.quota.limit();
        for (LocalDate day = LocalDate.parse(period); !day.isAfter(last); day = day.plusDays(1)) {
            String start = periodStart(share.quota, day);
            if (!start.equals(period)) {
                period = start;
                remaining = share.quota.limit();
            }
            Day none = new Day(0, remaining);
            Day one = days.get(share.on(day)).orElse(none);
            remaining = one.remaining();
            if (!day.isBefore(first)) {
                found.add(one);
            }
        }
        return found;
    }

    private static String periodStart(UsagePlan.Quota quota, LocalDate day) {
        return switch (quota.period()) {
            case "WEEK" -> {
                // An offset of 0 is Sunday.
                int sinceSunday = day.getDayOfWeek().getValue() % 7;
                yield day.minusDays(Math.floorMod(sinceSunday - quota.offset(), 7))
                        .toString();
            }
            case "MONTH" -> {
                LocalDate start = day.withDayOfMonth(1).plusDays(quota.offset());
                yield (start.isAfter(day) ? start.minus(1, ChronoUnit.MONTHS) : start).toString();
            }
            default -> day.toString();
        };
    }
}
