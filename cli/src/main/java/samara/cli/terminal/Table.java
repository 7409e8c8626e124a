package samara.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns as wide as their widest cell.
public final class Table {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /// A table with these columns.
    public Table(String... header) {
        this.header = List.of(header);
    }

    /// Adds a row of as many cells as there are columns.
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /// Whether there are no rows.
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The table's lines, the header with a rule below it first.
    public List<String> lines() {
        int[] widths = new int[header.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            lines.add(line(row, widths));
            if (lines.size() == 1) {
                lines.add("-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1)));
            }
        }
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i));
            if (i + 1 < widths.length) {
                line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
        }
        return line.toString();
    }
}
