package samara.cloud.cloudformation;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.template.ResourceDeclaration;
import samara.template.Template;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.GetTemplateInput;
import samara.wire.cloudformation.GetTemplateOutput;
import samara.wire.cloudformation.GetTemplateSummaryInput;
import samara.wire.cloudformation.GetTemplateSummaryOutput;
import samara.wire.cloudformation.ParameterConstraints;
import samara.wire.cloudformation.ParameterDeclaration;
import samara.wire.cloudformation.TemplateParameter;
import samara.wire.cloudformation.ValidateTemplateInput;
import samara.wire.cloudformation.ValidateTemplateOutput;

/// The operations on templates.
final class Templates {
    private final Engine engine;
    private final Requests requests;

    Templates(Engine engine, Requests requests) {
        this.engine = engine;
        this.requests = requests;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new StackOperation<>(
                        CloudFormationApi.GET_TEMPLATE,
                        input -> input.stackName().orElse("*"),
                        this::get),
                new StackOperation<>(
                        CloudFormationApi.GET_TEMPLATE_SUMMARY,
                        input -> input.stackName().orElse("*"),
                        this::summary),
                new StackOperation<>(CloudFormationApi.VALIDATE_TEMPLATE, input -> "*", this::validate));
    }

    private GetTemplateOutput get(GetTemplateInput input, Call call) {
        Deployment deployment = input.changeSetName().isPresent()
                ? engine.stacks()
                        .changeSet(call.scope(), input.changeSetName().get(), input.stackName())
                        .deployment()
                : deployment(input.stackName().orElse(""), call);
        boolean isProcessed = input.templateStage().filter("Processed"::equals).isPresent();
        return GetTemplateOutput.builder()
                .templateBody(isProcessed ? deployment.processed() : deployment.template())
                .stagesAvailable(List.of("Original", "Processed"))
                .build();
    }

    private Deployment deployment(String stackName, Call call) {
        return engine.stacks()
                .get(call.scope(), stackName)
                .deployment()
                .orElseThrow(() -> CloudFormationErrors.validation(
                        "Stack [" + stackName + "] has no template yet: its first change set was not executed."));
    }

    private GetTemplateSummaryOutput summary(GetTemplateSummaryInput input, Call call) {
        if (input.stackSetName().isPresent()) {
            throw CloudFormationErrors.notBuilt("A stack set");
        }
        String text = input.stackName().isPresent()
                ? deployment(input.stackName().get(), call).template()
                : requests.text(input.templateBody(), input.templateURL(), call);
        Template template = engine.preparation().read(text);
        List<String> capabilities = Requests.capabilities(template);
        var output = GetTemplateSummaryOutput.builder()
                .parameters(template.parameters().values().stream()
                        .map(Templates::declaration)
                        .toList())
                .resourceTypes(template.resources().values().stream()
                        .map(ResourceDeclaration::type)
                        .distinct()
                        .toList())
                .version("2010-09-09")
                .declaredTransforms(template.transforms());
        if (!capabilities.isEmpty()) {
            output.capabilities(capabilities).capabilitiesReason(reason(template));
        }
        template.description().ifPresent(output::description);
        template.root().get("Metadata").ifPresent(node -> output.metadata(samara.template.JsonWriter.compact(node)));
        return output.build();
    }

    private ValidateTemplateOutput validate(ValidateTemplateInput input, Call call) {
        Template template = engine.preparation().read(requests.text(input.templateBody(), input.templateURL(), call));
        List<String> capabilities = Requests.capabilities(template);
        var output = ValidateTemplateOutput.builder()
                .parameters(template.parameters().values().stream()
                        .map(Templates::parameter)
                        .toList())
                .declaredTransforms(template.transforms());
        if (!capabilities.isEmpty()) {
            output.capabilities(capabilities).capabilitiesReason(reason(template));
        }
        template.description().ifPresent(output::description);
        return output.build();
    }

    private static String reason(Template template) {
        List<String> types = template.resources().values().stream()
                .map(ResourceDeclaration::type)
                .filter(type -> type.startsWith("AWS::IAM::"))
                .distinct()
                .toList();
        return "The following resource(s) require capabilities: [" + String.join(", ", types) + "]";
    }

    private static ParameterDeclaration declaration(samara.template.ParameterDeclaration parameter) {
        var shown = ParameterDeclaration.builder()
                .parameterKey(parameter.name())
                .parameterType(parameter.type().name())
                .noEcho(parameter.isNoEcho())
                .parameterConstraints(
                        parameter.allowedValues().isEmpty()
                                ? ParameterConstraints.builder().build()
                                : ParameterConstraints.builder()
                                        .allowedValues(parameter.allowedValues())
                                        .build());
        shownDefault(parameter).ifPresent(shown::defaultValue);
        parameter.description().ifPresent(shown::description);
        return shown.build();
    }

    private static TemplateParameter parameter(samara.template.ParameterDeclaration parameter) {
        var shown = TemplateParameter.builder().parameterKey(parameter.name()).noEcho(parameter.isNoEcho());
        shownDefault(parameter).ifPresent(shown::defaultValue);
        parameter.description().ifPresent(shown::description);
        return shown.build();
    }

    private static Optional<String> shownDefault(samara.template.ParameterDeclaration parameter) {
        return parameter.isNoEcho() ? parameter.defaultValue().map(value -> "****") : parameter.defaultValue();
    }
}
