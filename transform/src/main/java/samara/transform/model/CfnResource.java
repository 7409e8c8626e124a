package samara.transform.model;

import java.util.Set;
import samara.template.Span;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;

/// A CloudFormation resource that the transform makes.
public final class CfnResource {
    /// Types whose `Tags` is a list of `Key` and `Value`.
    private static final Set<String> LIST_TAGGED = Set.of(
            "AWS::Lambda::Function",
            "AWS::IAM::Role",
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::Stage",
            "AWS::ApiGateway::DomainName",
            "AWS::ApiGateway::DomainNameV2",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::DomainNameAccessAssociation",
            "AWS::SQS::Queue",
            "AWS::SNS::Topic",
            "AWS::IoT::TopicRule",
            "AWS::S3::Bucket",
            "AWS::StepFunctions::StateMachine",
            "AWS::DynamoDB::Table",
            "AWS::CloudFormation::Stack",
            "AWS::AppSync::GraphQLApi",
            "AWS::Lambda::CapacityProvider",
            "AWS::CodeDeploy::Application",
            "AWS::CodeDeploy::DeploymentGroup");

    /// Types whose `Tags` is a map.
    private static final Set<String> MAP_TAGGED = Set.of("AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::DomainName");

    private final String id;
    private final String type;
    private final Span span;
    private final DraftObject properties = DraftObject.make();
    private final DraftObject attributes = DraftObject.make();
    private Draft dependsOn = Nothing.HERE;

    /// A resource of this type, caused by what stands at `span`, with these attributes (`Condition`,
    /// `DeletionPolicy`…).
    ///
    /// @throws Rejection if the id, which may be made of what the user wrote, has other characters than
    ///     letters and digits
    public CfnResource(String id, String type, Span span, DraftObject attributes) {
        if (!LogicalId.isValid(id)) {
            throw Rejection.at(
                            span,
                            "logical-id",
                            "The transform would make a resource `" + id
                                    + "`, but logical ids consist of letters and digits only.")
                    .inResource(id);
        }
        this.id = id;
        this.type = type;
        this.span = span;
        attributes.members().forEach(member -> this.attributes.put(member.name(), member.value()));
    }

    /// Its logical id.
    public String id() {
        return id;
    }

    /// Its type.
    public String type() {
        return type;
    }

    /// Its properties, to be changed.
    public DraftObject properties() {
        return properties;
    }

    /// Its attributes beside `Type`, `Properties` and `DependsOn`, to be changed.
    public DraftObject attributes() {
        return attributes;
    }

    /// The value of a property.
    public Draft get(String property) {
        return properties.get(property);
    }

    /// Sets a property, unless the value is nothing.
    public CfnResource set(String property, Draft value) {
        properties.putSome(property, value);
        return this;
    }

    /// Sets a property to a string.
    public CfnResource set(String property, String value) {
        return set(property, DraftText.of(value));
    }

    /// Sets what it depends on.
    public CfnResource dependsOn(Draft value) {
        dependsOn = value;
        return this;
    }

    /// Sets what it depends on.
    public CfnResource dependsOn(String other) {
        return dependsOn(DraftList.ofTexts(other));
    }

    /// `{"Ref": id}`.
    public DraftObject ref() {
        return Intrinsics.ref(id);
    }

    /// `{"Fn::GetAtt": [id, attribute]}`.
    public DraftObject att(String attribute) {
        return Intrinsics.getAtt(id, attribute);
    }

    /// `{"Fn::GetAtt": [id, "Arn"]}`.
    public DraftObject arn() {
        return att("Arn");
    }

    /// Sets its tags to these, if its type has tags.
    public void assignTags(DraftObject tags) {
        if (LIST_TAGGED.contains(type)) {
            properties.put("Tags", Tags.list(tags));
        } else if (MAP_TAGGED.contains(type)
                || type.equals("AWS::ApiGatewayV2::Api") && properties.has("ProtocolType")) {
            properties.put("Tags", tags.copy());
        }
    }

    /// Whether its type has tags as a list.
    public boolean hasTagList() {
        return LIST_TAGGED.contains(type);
    }

    /// As it stands in the template's `Resources`.
    public DraftObject toDraft() {
        DraftObject draft = DraftObject.at(span).put("Type", type);
        draft.putTruthy("DependsOn", dependsOn);
        attributes.members().forEach(member -> draft.put(member.name(), member.value()));
        return draft.put("Properties", properties);
    }
}
