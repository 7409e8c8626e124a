package samara.cli.lint;

import java.util.List;

/// All rules, a line each. Ids are never given to another rule.
final class Rules {
    static final List<Rule> ALL = List.of(
            new SectionLimits(),
            new LogicalIds(),
            new TemplateSize(),
            new UnknownReferences(),
            new UnknownAttributes(),
            new UnknownDependsOn(),
            new UnknownConditions(),
            new CircularDependencies(),
            new UnknownMappings(),
            new UnknownFunctions(),
            new UnknownTypes(),
            new UnknownProperties(),
            new MissingProperties(),
            new WrongTypes(),
            new WrongValues(),
            new UnspecifiedTypes(),
            new UnusedParameters(),
            new UnusedMappings(),
            new UnusedConditions(),
            new ExportNames(),
            new OutputValues(),
            new ParameterDefaults(),
            new PlainSecrets(),
            new UnusedAuthorizers(),
            new HardCodedPartitions(),
            new HardCodedRegions(),
            new NotInEmbeddedCloud(),
            new RefusedByEmbeddedCloud());

    private Rules() {}
}
