package samara.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the generated `…Api` classes have in common. The table of a service is a resource beside its records, read
/// when the service is first used; a service of which nothing is built has a table only: [#tableOnly].
public abstract class GeneratedService implements ServiceModel {
    private final ServiceTable table;

    /// Reads the service's table.
    protected GeneratedService(String id) {
        this.table = new TableReader(this).read(id);
    }

    /// A service of which nothing is built: all its operations are known by name.
    public static ServiceModel tableOnly(String id) {
        return new TableOnly(id);
    }

    /// Makes the record of a structure shape by its number.
    protected abstract Structure make(int shape, Object[] values);

    /// Makes the record of a union shape by its number.
    protected abstract Structure makeUnion(int shape, int member, Object value);

    /// The operation of this name, which the generator knows to be there with these types.
    @SuppressWarnings("unchecked")
    protected final <I, O> OperationModel<I, O> built(String name) {
        return (OperationModel<I, O>) Objects.requireNonNull(table.operations().get(name));
    }

    /// What a switch over shapes throws for a number that it doesn't know.
    protected static IllegalArgumentException noSuchShape(int shape) {
        return new IllegalArgumentException("The table is of another build than the code: shape " + shape + ".");
    }

    /// A value that must be there.
    public static Object required(@Nullable Object value, String component) {
        if (value == null) {
            throw new NullPointerException("`" + component + "` is required and was not set.");
        }
        return value;
    }

    /// A list that no longer changes.
    public static <T> @Nullable List<T> copy(@Nullable List<T> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /// A map that no longer changes, in the order of the given one.
    public static <V> @Nullable Map<String, V> copy(@Nullable Map<String, V> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    @Override
    public final String id() {
        return table.id();
    }

    @Override
    public final String signingName() {
        return table.signingName();
    }

    @Override
    public final String fullName() {
        return table.fullName();
    }

    @Override
    public final String apiVersion() {
        return table.apiVersion();
    }

    @Override
    public final String targetPrefix() {
        return table.targetPrefix();
    }

    @Override
    public final String xmlNamespace() {
        return table.xmlNamespace();
    }

    @Override
    public final List<Protocol> protocols() {
        return table.protocols();
    }

    @Override
    public final boolean isQueryCompatible() {
        return table.queryCompatible();
    }

    @Override
    public final List<OperationModel<?, ?>> operations() {
        return table.inOrder();
    }

    @Override
    public final Optional<OperationModel<?, ?>> operation(String name) {
        return Optional.ofNullable(table.operations().get(name));
    }

    @Override
    public final Optional<ErrorModel> error(String code) {
        return Optional.ofNullable(table.errors().get(code));
    }

    @Override
    public final String toString() {
        return id();
    }

    private static final class TableOnly extends GeneratedService {
        TableOnly(String id) {
            super(id);
        }

        @Override
        protected Structure make(int shape, Object[] values) {
            throw noSuchShape(shape);
        }

        @Override
        protected Structure makeUnion(int shape, int member, Object value) {
            throw noSuchShape(shape);
        }
    }
}
