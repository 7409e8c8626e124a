package samara.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A regular expression that a value must match in whole, compiled when it is first asked.
public final class ValuePattern {
    private final String text;
    private volatile @Nullable Pattern compiled;

    ValuePattern(String text) {
        this.text = text;
    }

    /// The expression as AWS's model has it, without anchors that say nothing.
    public String text() {
        return text;
    }

    /// Whether a value matches.
    public boolean matches(CharSequence value) {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(text);
            compiled = pattern;
        }
        return pattern.matcher(value).matches();
    }
}
