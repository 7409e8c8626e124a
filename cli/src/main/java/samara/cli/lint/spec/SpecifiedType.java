package samara.cli.lint.spec;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// A resource type as AWS specifies it.
///
/// @param attributes what `Fn::GetAtt` takes
/// @param structures the objects inside of the properties, by id
public record SpecifiedType(
        String name, SequencedSet<String> attributes, Structure properties, Map<String, Structure> structures) {

    public SpecifiedType {
        attributes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(attributes));
    }

    /// The object that a property holds.
    public Optional<Structure> structure(Kind.Structure kind) {
        return Optional.ofNullable(structures.get(kind.id()));
    }
}
