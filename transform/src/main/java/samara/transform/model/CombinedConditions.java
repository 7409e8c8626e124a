package samara.transform.model;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;

/// Conditions that are true where one of several is. `Fn::Or` takes ten at most, so more of them are chained.
public final class CombinedConditions {
    private static final int MOST = 10;

    private CombinedConditions() {}

    /// Adds a condition of this name that is true where one of `names` is, with as many helpers as it takes.
    public static void add(DraftObject conditions, String name, List<String> names) {
        List<String> open = new ArrayList<>(names);
        int helpers = (open.size() - 2) / (MOST - 1);
        while (open.size() > 1) {
            String made = helpers > 0 ? name + helpers : name;
            helpers--;
            DraftList or = DraftList.of();
            List<String> taken = open.subList(0, Math.min(MOST, open.size()));
            taken.forEach(condition -> or.add(Intrinsics.condition(DraftText.of(condition))));
            taken.clear();
            open.add(made);
            conditions.put(made, DraftObject.of("Fn::Or", or));
        }
    }
}
