import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the Java sources of a service: one record a structure, one sealed interface a union, and its `…Api`.
final class Records {
    private final Model model;
    private final String packageName;

    Records(Model model) {
        this.model = model;
        this.packageName = "samara.wire." + model.id;
    }

    void write(Output output) {
        String folder = "java/samara/wire/" + model.id + "/";
        output.write(Path.of(folder + "package-info.java"), packageInfo());
        output.write(Path.of(folder + Names.api(model.id) + ".java"), api());
        for (String shape : model.reached) {
            if (model.isStructure(shape)) {
                String source = model.isUnion(shape) ? union(shape) : record(shape);
                output.write(Path.of(folder + Names.type(model.id, shape) + ".java"), source);
            }
        }
    }

    private String packageInfo() {
        return """
                /// %s (`%s`), generated from AWS's model of it: what is listed in `models/built/%s.txt`.
                @org.jspecify.annotations.NullMarked
                package %s;
                """
                .formatted(
                        Model.text(model.metadata, "serviceFullName"),
                        Model.text(model.metadata, "apiVersion"),
                        model.id,
                        packageName);
    }

    private String api() {
        var out = new StringBuilder();
        String name = Names.api(model.id);
        out.append("package ").append(packageName).append(";\n\n");
        out.append("import samara.wire.GeneratedService;\nimport samara.wire.OperationModel;\n");
        out.append("import samara.wire.ServiceModel;\nimport samara.wire.Structure;\n\n");
        out.append("/// The operations of %s that are built.\n".formatted(Model.text(model.metadata, "serviceFullName")));
        out.append("public final class ").append(name).append(" extends GeneratedService {\n");
        out.append("    private static final ").append(name).append(" SELF = new ").append(name).append("();\n\n");
        out.append("    /// The service.\n    public static final ServiceModel INSTANCE = SELF;\n\n");
        for (String operation : model.built) {
            out.append("    /// `").append(operation).append("`.\n");
            out.append("    public static final OperationModel<%s, %s> %s = SELF.built(\"%s\");\n\n"
                    .formatted(side(operation, "input"), side(operation, "output"), Names.constant(operation), operation));
        }
        out.append("    private ").append(name).append("() {\n        super(\"").append(model.id).append("\");\n    }\n\n");
        makers(out);
        out.append("}\n");
        return out.toString();
    }

    private String side(String operation, String part) {
        return Model.shapeOf(model.operations.get(operation), part)
                .map(shape -> packageName + "." + Names.type(model.id, shape))
                .orElse("samara.wire.Nothing");
    }

    private void makers(StringBuilder out) {
        var structures = new StringBuilder();
        var unions = new StringBuilder();
        for (String shape : model.reached) {
            if (!model.isStructure(shape)) {
                continue;
            }
            String type = Names.type(model.id, shape);
            if (model.isUnion(shape)) {
                unions.append("            case %d -> %s.make(member, value);\n".formatted(model.number(shape), type));
            } else {
                structures.append("            case %d -> %s.make(values);\n".formatted(model.number(shape), type));
            }
        }
        out.append("    @Override\n    protected Structure make(int shape, java.lang.Object[] values) {\n");
        out.append(choice(structures)).append("\n");
        out.append("    @Override\n");
        out.append("    protected Structure makeUnion(int shape, int member, java.lang.Object value) {\n");
        out.append(choice(unions));
    }

    private static String choice(CharSequence cases) {
        return cases.isEmpty()
                ? "        throw noSuchShape(shape);\n    }\n"
                : "        return switch (shape) {\n" + cases
                        + "            default -> throw noSuchShape(shape);\n        };\n    }\n";
    }

    private record Component(String member, String name, String type, boolean required) {
        String boxed() {
            return switch (type) {
                case "int" -> "Integer";
                case "long" -> "Long";
                case "boolean" -> "Boolean";
                case "double" -> "Double";
                case "float" -> "Float";
                default -> type;
            };
        }

        String declared() {
            return required ? type : "java.util.Optional<" + boxed() + ">";
        }
    }

    private List<Component> components(String shape) {
        var components = new ArrayList<Component>();
        for (Map.Entry<String, Map<String, Object>> member : model.members(shape).entrySet()) {
            boolean streaming = Model.flag(member.getValue(), "streaming")
                    || Model.flag(model.shape(member.getValue().get("shape").toString()), "streaming");
            String type = streaming ? "samara.wire.Body" : type(member.getValue().get("shape").toString());
            components.add(new Component(
                    member.getKey(),
                    Names.component(member.getKey()),
                    type,
                    model.isRequired(shape, member.getKey())));
        }
        return components;
    }

    private String type(String name) {
        var shape = model.shape(name);
        return switch (shape.get("type").toString()) {
            case "string", "character" -> "String";
            case "boolean" -> "boolean";
            case "integer" -> "int";
            case "long" -> "long";
            case "float" -> "float";
            case "double" -> "double";
            case "timestamp" -> "java.time.Instant";
            case "blob" -> "samara.wire.Blob";
            case "list" -> "java.util.List<" + boxed(Model.object(shape, "member")) + ">";
            case "map" -> "java.util.Map<" + boxed(Model.object(shape, "key")) + ", "
                    + boxed(Model.object(shape, "value")) + ">";
            case "structure" -> packageName + "." + Names.type(model.id, name);
            case String other -> throw new IllegalArgumentException(
                    model.id + ": shape `" + name + "` is of type `" + other + "`, which is not built yet.");
        };
    }

    private String boxed(Map<String, Object> reference) {
        return new Component("", "", type(reference.get("shape").toString()), true).boxed();
    }

    private String record(String shape) {
        var components = components(shape);
        String name = Names.type(model.id, shape);
        var out = new StringBuilder("package " + packageName + ";\n\n");
        out.append("/// `").append(shape).append("` of AWS's model.\n");
        out.append("@SuppressWarnings(\"unchecked\")\n");
        out.append("public record ").append(name).append("(\n        ");
        out.append(String.join(
                ",\n        ", components.stream().map(c -> c.declared() + " " + c.name()).toList()));
        out.append(") implements samara.wire.Structure {\n\n");
        make(out, name, components);
        member(out, components);
        builder(out, name, components);
        out.append("}\n");
        return out.toString();
    }

    private static void make(StringBuilder out, String name, List<Component> components) {
        out.append("    static ").append(name).append(" make(java.lang.Object[] v) {\n");
        out.append("        return new ").append(name).append("(");
        for (int i = 0; i < components.size(); i++) {
            var c = components.get(i);
            String value = c.required()
                    ? "(%s) samara.wire.GeneratedService.required(v[%d], \"%s\")".formatted(c.boxed(), i, c.name())
                    : "java.util.Optional.ofNullable((%s) v[%d])".formatted(c.boxed(), i);
            out.append(i == 0 ? "\n                " : ",\n                ").append(value);
        }
        out.append(");\n    }\n\n");
    }

    private static void member(StringBuilder out, List<Component> components) {
        out.append("    @Override\n");
        out.append("    public java.lang.@org.jspecify.annotations.Nullable Object member(int index) {\n");
        if (components.isEmpty()) {
            out.append("        throw new IndexOutOfBoundsException(index);\n    }\n\n");
            return;
        }
        out.append("        return switch (index) {\n");
        for (int i = 0; i < components.size(); i++) {
            var c = components.get(i);
            out.append("            case %d -> %s;\n".formatted(i, c.required() ? c.name() : c.name() + ".orElse(null)"));
        }
        out.append("            default -> throw new IndexOutOfBoundsException(index);\n        };\n    }\n\n");
    }

    private static void builder(StringBuilder out, String name, List<Component> components) {
        out.append("    /// Begins one; members that are required must be set.\n");
        out.append("    public static Builder builder() {\n        return new Builder();\n    }\n\n");
        out.append("    /// Builds a [").append(name).append("]. Members that are optional may be set to null: absent.\n");
        out.append("    public static final class Builder {\n");
        out.append("        private final java.lang.Object[] v = new java.lang.Object[%d];\n\n".formatted(components.size()));
        out.append("        private Builder() {}\n\n");
        for (int i = 0; i < components.size(); i++) {
            var c = components.get(i);
            String value = c.type().startsWith("java.util.List<") || c.type().startsWith("java.util.Map<")
                    ? "samara.wire.GeneratedService.copy(value)"
                    : "value";
            out.append("        /// `").append(c.member()).append("`.\n");
            out.append("        public Builder ").append(c.name()).append("(");
            out.append(c.required() ? c.type() : nullable(c.boxed())).append(" value) {\n");
            out.append("            v[%d] = %s;\n            return this;\n        }\n\n".formatted(i, value));
        }
        out.append("        /// Builds it.\n");
        out.append("        public ").append(name).append(" build() {\n            return make(v);\n        }\n    }\n");
    }

    /// `java.util.@Nullable List<…>`: a type annotation stands before the simple name.
    private static String nullable(String type) {
        int generic = type.indexOf('<');
        String raw = generic < 0 ? type : type.substring(0, generic);
        int dot = raw.lastIndexOf('.') + 1;
        return type.substring(0, dot) + "@org.jspecify.annotations.Nullable " + type.substring(dot);
    }

    private String union(String shape) {
        var components = components(shape);
        String name = Names.type(model.id, shape);
        var out = new StringBuilder("package " + packageName + ";\n\n");
        out.append("/// `").append(shape).append("` of AWS's model: exactly one of its members.\n");
        out.append("@SuppressWarnings(\"unchecked\")\n");
        out.append("public sealed interface ").append(name).append(" extends samara.wire.UnionStructure {\n\n");
        out.append("    static ").append(name).append(" make(int member, java.lang.Object value) {\n");
        out.append("        return switch (member) {\n");
        for (int i = 0; i < components.size(); i++) {
            var c = components.get(i);
            out.append("            case %d -> new %s((%s) value);\n".formatted(i, caseName(name, c), c.boxed()));
        }
        out.append("            default -> throw new IndexOutOfBoundsException(member);\n        };\n    }\n");
        for (int i = 0; i < components.size(); i++) {
            var c = components.get(i);
            out.append("\n    /// `").append(c.member()).append("`.\n");
            out.append("    record %s(%s value) implements %s {\n".formatted(caseName(name, c), c.type(), name));
            out.append("        @Override\n        public int memberIndex() {\n            return %d;\n        }\n\n".formatted(i));
            out.append("        @Override\n        public java.lang.Object member(int index) {\n");
            out.append("            return value;\n        }\n    }\n");
        }
        out.append("}\n");
        return out.toString();
    }

    private static String caseName(String union, Component component) {
        String name = Names.capitalized(component.member());
        return name.equals(union) ? name + "Value" : name;
    }
}
