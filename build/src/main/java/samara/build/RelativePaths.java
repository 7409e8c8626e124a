package samara.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// Makes a template's paths hold when it has moved to another folder. Only those that name a file or folder which is
/// there are touched.
///
/// @param from the folder that they started from
/// @param to the folder that they are to start from
record RelativePaths(Path from, Path to) {
    /// Properties that are uploaded by nothing but AWS's own tools so far, beside [BuiltTemplate#localPathsOf].
    private static final Map<String, List<String>> MORE = more();

    private static Map<String, List<String>> more() {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        paths.put("AWS::Serverless::GraphQLApi", List.of("SchemaUri"));
        paths.put("AWS::AppSync::GraphQLSchema", List.of("DefinitionS3Location"));
        List<String> appSync =
                List.of("RequestMappingTemplateS3Location", "ResponseMappingTemplateS3Location", "CodeS3Location");
        paths.put("AWS::AppSync::Resolver", appSync);
        paths.put("AWS::AppSync::FunctionConfiguration", appSync);
        paths.put("AWS::ApiGatewayV2::Api", List.of("BodyS3Location"));
        paths.put("AWS::StepFunctions::StateMachine", List.of("DefinitionS3Location"));
        paths.put("AWS::ElasticBeanstalk::ApplicationVersion", List.of("SourceBundle"));
        paths.put("AWS::CloudFormation::StackSet", List.of("TemplateURL"));
        paths.put("AWS::CloudFormation::ModuleVersion", List.of("ModulePackage"));
        paths.put("AWS::CloudFormation::ResourceVersion", List.of("SchemaHandlerPackage"));
        return paths;
    }

    /// A resource's properties.
    ObjectNode relocated(String type, ObjectNode properties) {
        ObjectNode next = properties;
        for (List<String> names : List.of(BuiltTemplate.localPathsOf(type), MORE.getOrDefault(type, List.of()))) {
            for (String name : names) {
                Optional<StringNode> moved = properties.get(name).flatMap(this::moved);
                if (moved.isPresent()) {
                    next = next.with(name, moved.get());
                }
            }
        }
        return next;
    }

    /// A path as it is written from the new folder; nothing where it names no file that is there.
    Optional<StringNode> moved(Node value) {
        return value.asString()
                .filter(text -> !text.contains("://") && Files.exists(from.resolve(text)))
                .map(text -> new StringNode(
                        to.relativize(from.resolve(text).normalize()).toString(), value.span()));
    }
}
