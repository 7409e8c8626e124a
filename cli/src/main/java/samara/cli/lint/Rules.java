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
            new AliasesWithoutVersion(),
            new AliasesOfSomeChanges(),
            new HardCodedPartitions(),
            new HardCodedRegions(),
            new NotInEmbeddedCloud(),
            new RefusedByEmbeddedCloud());

    /// What `sam` users trip over: said before each deployment.
    static final List<Rule> BEFORE_DEPLOYMENT =
            List.of(new CircularDependencies(), new UnusedAuthorizers(), new AliasesWithoutVersion());

    /// The same as far as a template shows it: said by each `validate`, which finds circles in its own way.
    static final List<Rule> WITHOUT_STACK = List.of(new UnusedAuthorizers(), new AliasesOfSomeChanges());

    private Rules() {}
}
