package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/// Parses projections: paths between commas.
///
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html>
public final class ProjectionParser extends ExpressionParser {
    private ProjectionParser(String text, Placeholders placeholders) {
        super(ExpressionKind.PROJECTION, text, placeholders);
    }

    /// Parses an expression.
    ///
    /// @throws samara.wire.AwsException a `ValidationException` that says what is wrong with it
    public static Projection parse(String text, Placeholders placeholders) {
        var parser = new ProjectionParser(text, placeholders);
        List<Path> paths = parser.paths();
        PathOverlaps.find(paths).ifPresent(message -> parser.remember(Rank.PATHS, message));
        parser.finish();
        return Projection.of(paths);
    }

    private List<Path> paths() {
        var paths = new ArrayList<Path>();
        do {
            paths.add(path());
        } while (accept(","));
        return paths;
    }
}
