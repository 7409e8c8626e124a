package samara.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name that somebody may have meant: the nearest of those that exist, if one is near.
///
/// @param name the nearest name
public record Suggestion(Optional<String> name) {

    /// The nearest name by edits (insert, delete, replace, swap two neighbours); case counts little. A name is near
    /// when a third of its characters, at least one, have to be edited at most.
    public static Suggestion of(String written, Collection<String> names) {
        String wanted = written.toLowerCase(Locale.ROOT);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int limit = Math.max(1, Math.max(name.length(), written.length()) / 3);
            if (Math.abs(name.length() - written.length()) > limit) {
                continue;
            }
            int edits = edits(wanted, name.toLowerCase(Locale.ROOT));
            if (edits <= limit && edits < least && !name.equals(written)) {
                best = name;
                least = edits;
            }
        }
        return new Suggestion(Optional.ofNullable(best));
    }

    /// The diagnostic with the hint "Did you mean `X`?", or as it was.
    public Diagnostic hint(Diagnostic diagnostic) {
        return name.map(near -> diagnostic.hint("Did you mean `" + near + "`?")).orElse(diagnostic);
    }

    /// The diagnostic with the hint "Did you mean `X`?", or with a list of what there is.
    public Diagnostic hintOrList(Diagnostic diagnostic, String what, Collection<String> names) {
        if (name.isPresent()) {
            return hint(diagnostic);
        }
        if (names.isEmpty()) {
            return diagnostic.hint("There are no " + what + ".");
        }
        var shown = new ArrayList<String>();
        for (String one : names) {
            if (shown.size() == 12) {
                shown.add("…");
                break;
            }
            shown.add("`" + one + "`");
        }
        return diagnostic.hint("The " + what + " are " + String.join(", ", shown) + ".");
    }

    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean isSwap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwap) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
