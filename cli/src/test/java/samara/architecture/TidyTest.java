package samara.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The budgets: a file, a method or a list of parameters that outgrows them is several things by now.
class TidyTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 70;
    private static final int PARAMETERS = 5;
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Utils?|Helpers?|Manager|Impl)\\.java");

    @Test
    void noFileIsLongerThanFiveHundredLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Sources.files()) {
            long lines;
            try (var stream = Files.lines(file)) {
                lines = stream.count();
            }
            if (lines > FILE_LINES) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noNameIsVague() {
        assertThat(Sources.files())
                .noneMatch(file ->
                        VAGUE_NAME.matcher(file.getFileName().toString()).matches())
                .noneMatch(file -> file.toString().toLowerCase(Locale.ROOT).contains("/common/"));
    }

    @Test
    void methodsKeepTheirBudget() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> offences = new ArrayList<>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(Sources.files()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Budget(unit, positions, offences).scan(unit, null);
            }
        }
        assertThat(offences).isEmpty();
    }

    private static final class Budget extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final List<String> offences;

        Budget(CompilationUnitTree unit, SourcePositions positions, List<String> offences) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.offences = offences;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    check(type, method);
                }
            }
            return super.visitClass(type, nothing);
        }

        private void check(ClassTree type, MethodTree method) {
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (start < 0 || end < 0) {
                return;
            }
            String name = unit.getSourceFile().getName() + ": " + type.getSimpleName() + "." + method.getName();
            long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
            if (length > METHOD_LINES) {
                offences.add(name + " has " + length + " lines");
            }
            boolean recordConstructor = type.getKind() == com.sun.source.tree.Tree.Kind.RECORD
                    && method.getName().contentEquals("<init>");
            if (method.getParameters().size() > PARAMETERS && !recordConstructor) {
                offences.add(name + " takes " + method.getParameters().size() + " parameters");
            }
        }
    }
}
