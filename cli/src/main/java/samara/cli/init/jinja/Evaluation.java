package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The value of an expression among these variables.
record Evaluation(Map<String, Value> variables, String place) {
    private static final int MAXIMUM_TEXT = 4 << 20;

    Value of(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.ListOf list ->
                new Value.Items(list.elements().stream().map(this::of).toList());
            case Expression.Name name -> variables.getOrDefault(name.name(), new Value.Undefined(name.name()));
            case Expression.Member member -> member(of(member.of()), of(member.name()));
            case Expression.Method method ->
                new Methods(place).call(defined(of(method.of())), method.name(), all(method.arguments()));
            case Expression.Filter filter ->
                new Filters(place).apply(of(filter.of()), filter.name(), all(filter.arguments()));
            case Expression.Test test -> new Value.Flag(test(of(test.of()), test.name(), all(test.arguments())));
            case Expression.Not not -> new Value.Flag(!of(not.of()).isTrue());
            case Expression.Choice choice ->
                of(choice.condition()).isTrue() ? of(choice.then()) : of(choice.otherwise());
            case Expression.Binary binary -> binary(binary);
        };
    }

    private List<Value> all(List<Expression> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    private Value defined(Value value) {
        if (value instanceof Value.Undefined(String what)) {
            throw error("`" + what + "` is undefined.");
        }
        return value;
    }

    private Value member(Value of, Value name) {
        defined(of);
        return switch (of) {
            case Value.Dict dict
            when name instanceof Value.Text(String key) -> dict.members().getOrDefault(key, new Value.Undefined(key));
            case Value.Items items when name instanceof Value.Whole(long index) -> element(items.values(), index);
            case Value.Text text
            when name instanceof Value.Whole(long index) ->
                element(
                        text.value()
                                .codePoints()
                                .mapToObj(Character::toString)
                                .map(Value::of)
                                .toList(),
                        index);
            default -> new Value.Undefined(name.shown());
        };
    }

    private static Value element(List<Value> values, long index) {
        long at = index < 0 ? values.size() + index : index;
        return at >= 0 && at < values.size() ? values.get((int) at) : new Value.Undefined("[" + index + "]");
    }

    private boolean test(Value of, String name, List<Value> arguments) {
        return switch (name) {
            case "defined" -> !(of instanceof Value.Undefined);
            case "undefined" -> of instanceof Value.Undefined;
            case "none" -> of instanceof Value.None;
            case "string" -> of instanceof Value.Text;
            case "number", "integer" -> of instanceof Value.Whole;
            case "boolean" -> of instanceof Value.Flag;
            case "mapping" -> of instanceof Value.Dict;
            case "sequence", "iterable" ->
                of instanceof Value.Items || of instanceof Value.Text || of instanceof Value.Dict;
            case "true" -> of.equals(new Value.Flag(true));
            case "false" -> of.equals(new Value.Flag(false));
            case "odd" -> Math.floorMod(number(of), 2) == 1;
            case "even" -> Math.floorMod(number(of), 2) == 0;
            case "equalto", "eq" -> !arguments.isEmpty() && of.equals(arguments.getFirst());
            default -> throw error("the test `" + name + "` is not built.");
        };
    }

    private Value binary(Expression.Binary binary) {
        Value left = of(binary.left());
        switch (binary.operator()) {
            case "or" -> {
                return left.isTrue() ? left : of(binary.right());
            }
            case "and" -> {
                return left.isTrue() ? of(binary.right()) : left;
            }
            default -> {}
        }
        Value right = of(binary.right());
        return switch (binary.operator()) {
            case "==" -> new Value.Flag(left.equals(right));
            case "!=" -> new Value.Flag(!left.equals(right));
            case "<" -> new Value.Flag(compare(left, right) < 0);
            case ">" -> new Value.Flag(compare(left, right) > 0);
            case "<=" -> new Value.Flag(compare(left, right) <= 0);
            case ">=" -> new Value.Flag(compare(left, right) >= 0);
            case "in" -> new Value.Flag(contains(right, left));
            case "~" -> text(defined(left).shown() + defined(right).shown());
            case "+" -> plus(defined(left), defined(right));
            case "-" -> new Value.Whole(number(left) - number(right));
            case "*" -> new Value.Whole(number(left) * number(right));
            case "//" -> new Value.Whole(Math.floorDiv(number(left), divisor(right)));
            case "%" -> new Value.Whole(Math.floorMod(number(left), divisor(right)));
            default -> throw error("the operator `" + binary.operator() + "` is not built.");
        };
    }

    private Value plus(Value left, Value right) {
        if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return text(a + b);
        }
        if (left instanceof Value.Items(List<Value> a) && right instanceof Value.Items(List<Value> b)) {
            List<Value> both = new ArrayList<>(a);
            both.addAll(b);
            return new Value.Items(both);
        }
        return new Value.Whole(number(left) + number(right));
    }

    private Value text(String text) {
        if (text.length() > MAXIMUM_TEXT) {
            throw error("a text of more than " + MAXIMUM_TEXT + " characters.");
        }
        return Value.of(text);
    }

    private int compare(Value left, Value right) {
        if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return a.compareTo(b);
        }
        return Long.compare(number(left), number(right));
    }

    private boolean contains(Value in, Value what) {
        return switch (defined(in)) {
            case Value.Items items -> items.values().contains(what);
            case Value.Dict dict ->
                what instanceof Value.Text(String key) && dict.members().containsKey(key);
            case Value.Text text -> text.value().contains(what.shown());
            case Value.Flag _, Value.Whole _, Value.None _, Value.Undefined _ ->
                throw error("`in` can't look into a " + in.kind() + ".");
        };
    }

    private long number(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Flag flag -> flag.value() ? 1 : 0;
            case Value.Undefined(String what) -> throw error("`" + what + "` is undefined.");
            case Value.Text _, Value.Items _, Value.Dict _, Value.None _ ->
                throw error("a number belongs where the " + value.kind() + " `" + value.shown() + "` stands.");
        };
    }

    private long divisor(Value value) {
        long number = number(value);
        if (number == 0) {
            throw error("division by zero.");
        }
        return number;
    }

    private JinjaException error(String what) {
        return new JinjaException(place + ": " + what);
    }
}
