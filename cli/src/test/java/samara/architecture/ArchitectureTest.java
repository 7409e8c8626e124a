package samara.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The directions of imports, as `ARCHITECTURE.md` draws them.
class ArchitectureTest {
    private static final JavaClasses SAMARA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("samara");

    /// Packages of `samara.cloud` that are no service: what services share, and what puts them together.
    private static final Set<String> SHARED_CLOUD_PACKAGES =
            Set.of("kernel", "resource", "service", "edge", "tls", "trace");

    @Test
    void modulesImportInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("samara..")
                .layer("template")
                .definedBy("samara.template..")
                .layer("transform")
                .definedBy("samara.transform..")
                .layer("functions")
                .definedBy("samara.functions..")
                .layer("gateway")
                .definedBy("samara.gateway..")
                .layer("wire")
                .definedBy("samara.wire..")
                .layer("cloud")
                .definedBy("samara.cloud..")
                .layer("build")
                .definedBy("samara.build..")
                .layer("console")
                .definedBy("samara.console..")
                .layer("cli")
                .definedBy("samara.cli..")
                .withOptionalLayers(true)
                .whereLayer("transform")
                .mayOnlyAccessLayers("template")
                .whereLayer("template")
                .mayNotAccessAnyLayer()
                .whereLayer("functions")
                .mayNotAccessAnyLayer()
                .whereLayer("gateway")
                .mayOnlyAccessLayers("template")
                .whereLayer("wire")
                .mayNotAccessAnyLayer()
                .whereLayer("cloud")
                .mayOnlyAccessLayers("template", "transform", "functions", "gateway", "wire")
                .whereLayer("build")
                .mayOnlyAccessLayers("template", "functions")
                .whereLayer("console")
                .mayOnlyAccessLayers("cloud", "wire")
                .check(SAMARA);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("samara.(**)").should().beFreeOfCycles().check(SAMARA);
    }

    @Test
    void servicesNeverImportEachOther() {
        slices().assignedFrom(new Services()).should().notDependOnEachOther().check(SAMARA);
    }

    @ParameterizedTest
    @CsvSource({
        "samara.transform.step.Step, SamTransform",
        "samara.transform.event.EventType, EventTypes",
        "samara.transform.model.SamResourceType, SamTransform"
    })
    void noPartOfTheTransformKnowsAnotherOfItsKind(String kind, String list) {
        Set<JavaClass> parts = SAMARA.get(kind).getAllSubclasses().stream()
                .map(ArchitectureTest::outermost)
                .collect(Collectors.toSet());
        Map<JavaClass, Set<JavaClass>> known = new LinkedHashMap<>();
        for (JavaClass type : SAMARA) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> outermost(dependency.getTargetClass()))
                    .filter(target -> parts.contains(target) && !target.equals(outermost(type)))
                    .forEach(target -> known.computeIfAbsent(outermost(type), key -> new LinkedHashSet<>())
                            .add(target));
        }

        assertThat(known.entrySet().stream()
                        .filter(entry -> !entry.getKey().getSimpleName().equals(list))
                        .filter(entry -> parts.contains(entry.getKey())
                                || entry.getValue().size() > 1)
                        .map(entry -> entry.getKey().getName() + " knows " + entry.getValue()))
                .as("what two parts share has a file of its own; the list of all is " + list)
                .isEmpty();
        assertThat(known.keySet()).extracting(JavaClass::getSimpleName).contains(list);
    }

    @Test
    void timeAndRandomnessComeFromTheirAdapters() {
        noClasses()
                .that(areNoAdapter("Clock", "Ids", "Terminal"))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SAMARA);
    }

    @Test
    void onlyTheTerminalAdapterWritesToTheStandardStreams() {
        noClasses()
                .that(areNoAdapter("Terminal", "Main", "CloudMain"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SAMARA);
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        Set<String> unmarked = new TreeSet<>();
        for (var sources : Sources.roots()) {
            try (var folders = Files.walk(sources)) {
                for (var folder : folders.filter(Files::isDirectory).toList()) {
                    boolean holdsJava;
                    try (var files = Files.list(folder)) {
                        holdsJava = files.anyMatch(file -> file.toString().endsWith(".java"));
                    }
                    var info = folder.resolve("package-info.java");
                    if (holdsJava
                            && !(Files.exists(info) && Files.readString(info).contains("@NullMarked"))) {
                        unmarked.add(folder.toString());
                    }
                }
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> areNoAdapter(String... names) {
        List<String> adapters = List.of(names);
        return DescribedPredicate.describe("are none of the adapters " + adapters, type -> {
            String name = type.getName();
            String simple = name.substring(name.lastIndexOf('.') + 1);
            return adapters.stream().noneMatch(adapter -> simple.equals(adapter) || simple.startsWith(adapter + "$"));
        });
    }

    /// One slice a service: everything below `samara.cloud.<service>`.
    private static final class Services implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String[] parts = type.getPackageName().split("\\.");
            boolean service = parts.length > 2
                    && parts[0].equals("samara")
                    && parts[1].equals("cloud")
                    && !SHARED_CLOUD_PACKAGES.contains(parts[2]);
            return service ? SliceIdentifier.of(parts[2]) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "services of the cloud";
        }
    }
}
