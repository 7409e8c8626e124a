package samara.lambda;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A class with what its type parameters stand for. */
final class Types {
    final Class<?> raw;
    private final Map<String, Type> arguments;

    private Types(Class<?> raw, Map<String, Type> arguments) {
        this.raw = raw;
        this.arguments = arguments;
    }

    static Types of(Type type) {
        return new Types(Object.class, Collections.<String, Type>emptyMap()).resolve(type);
    }

    /** A type as it is seen from inside of this one: variables are replaced. */
    Types resolve(Type type) {
        if (type instanceof Class) {
            return new Types((Class<?>) type, Collections.<String, Type>emptyMap());
        }
        if (type instanceof ParameterizedType) {
            ParameterizedType generic = (ParameterizedType) type;
            Class<?> raw = (Class<?>) generic.getRawType();
            Map<String, Type> own = new HashMap<>();
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                own.put(
                        raw.getTypeParameters()[i].getName(),
                        argument instanceof TypeVariable ? variable((TypeVariable<?>) argument) : argument);
            }
            return new Types(raw, own);
        }
        if (type instanceof GenericArrayType) {
            Types item = resolve(((GenericArrayType) type).getGenericComponentType());
            return new Types(Array.newInstance(item.raw, 0).getClass(), item.arguments);
        }
        if (type instanceof WildcardType) {
            return resolve(((WildcardType) type).getUpperBounds()[0]);
        }
        Type replaced = variable((TypeVariable<?>) type);
        return replaced instanceof TypeVariable ? of(Object.class) : resolve(replaced);
    }

    private Type variable(TypeVariable<?> variable) {
        Type known = arguments.get(variable.getName());
        return known == null || known instanceof TypeVariable ? variable.getBounds()[0] : known;
    }

    /** What a type parameter stands for, by its place; `Object` where nothing says. */
    Types argument(int index) {
        if (index >= raw.getTypeParameters().length) {
            return of(Object.class);
        }
        Type known = arguments.get(raw.getTypeParameters()[index].getName());
        return known == null ? of(Object.class) : resolve(known);
    }

    /** This type as one of its supertypes, or null. */
    Types as(String wanted) {
        if (raw.getName().equals(wanted)) {
            return this;
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Types found = resolve(parent).as(wanted);
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : resolve(parent).as(wanted);
    }
}
