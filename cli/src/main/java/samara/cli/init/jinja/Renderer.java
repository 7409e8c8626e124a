package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Does what statements say.
final class Renderer {
    private static final int MAXIMUM_TEXT = 4 << 20;
    private static final int MAXIMUM_TURNS = 200_000;

    private final String file;
    private final Map<String, Value> variables;
    private final StringBuilder out = new StringBuilder();
    private int turns;

    Renderer(String file, Map<String, Value> variables) {
        this.file = file;
        this.variables = variables;
    }

    String text() {
        return out.toString();
    }

    void render(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Say say -> print(say.text(), 0);
                case Statement.Print print -> {
                    Value value = value(print.expression(), print.line());
                    if (value instanceof Value.Undefined(String what)) {
                        throw new JinjaException(file + ":" + print.line() + ": `" + what + "` is undefined.");
                    }
                    print(value.shown(), print.line());
                }
                case Statement.If choice -> choose(choice);
                case Statement.For loop -> repeat(loop);
                case Statement.Set set -> variables.put(set.name(), value(set.value(), set.line()));
            }
        }
    }

    private void choose(Statement.If choice) {
        for (Statement.Branch branch : choice.branches()) {
            if (value(branch.condition(), branch.line()).isTrue()) {
                render(branch.body());
                return;
            }
        }
        render(choice.otherwise());
    }

    private void repeat(Statement.For loop) {
        Value over = value(loop.loop().over(), loop.line());
        List<Value> elements = over.elements()
                .orElseThrow(() ->
                        new JinjaException(file + ":" + loop.line() + ": `for` can't go over a " + over.kind() + "."));
        Map<String, Value> outer = new LinkedHashMap<>(variables);
        List<Value> meant = new ArrayList<>();
        for (Value element : elements) {
            bind(loop, element);
            if (loop.loop().filter().isEmpty()
                    || value(loop.loop().filter().get(), loop.line()).isTrue()) {
                meant.add(element);
            }
        }
        for (int i = 0; i < meant.size(); i++) {
            if (++turns > MAXIMUM_TURNS) {
                throw new JinjaException(
                        file + ":" + loop.line() + ": more than " + MAXIMUM_TURNS + " turns of loops.");
            }
            variables.clear();
            variables.putAll(outer);
            bind(loop, meant.get(i));
            variables.put("loop", state(i, meant.size()));
            render(loop.body());
        }
        variables.clear();
        variables.putAll(outer);
        if (meant.isEmpty()) {
            render(loop.otherwise());
        }
    }

    private void bind(Statement.For loop, Value element) {
        List<String> names = loop.loop().names();
        if (names.size() == 1) {
            variables.put(names.getFirst(), element);
        } else if (element instanceof Value.Items(List<Value> pair) && pair.size() == 2) {
            variables.put(names.getFirst(), pair.getFirst());
            variables.put(names.getLast(), pair.getLast());
        } else {
            throw new JinjaException(file + ":" + loop.line() + ": `for` with two names goes over pairs.");
        }
    }

    private static Value state(int index, int length) {
        Map<String, Value> state = new LinkedHashMap<>();
        state.put("index", new Value.Whole(index + 1L));
        state.put("index0", new Value.Whole(index));
        state.put("first", new Value.Flag(index == 0));
        state.put("last", new Value.Flag(index == length - 1));
        state.put("length", new Value.Whole(length));
        return new Value.Dict(state);
    }

    private Value value(Expression expression, int line) {
        return new Evaluation(variables, file + ":" + line).of(expression);
    }

    private void print(String text, int line) {
        if (out.length() + text.length() > MAXIMUM_TEXT) {
            throw new JinjaException(file + ":" + line + ": gives more than " + MAXIMUM_TEXT + " characters.");
        }
        out.append(text);
    }
}
