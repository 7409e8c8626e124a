package samara.cloud.cognitoidp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.cognitoidp.AccountRecoverySettingType;
import samara.wire.cognitoidp.AdminCreateUserConfigType;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.CreateUserPoolRequest;
import samara.wire.cognitoidp.DeleteUserPoolRequest;
import samara.wire.cognitoidp.DeviceConfigurationType;
import samara.wire.cognitoidp.EmailConfigurationType;
import samara.wire.cognitoidp.SchemaAttributeType;
import samara.wire.cognitoidp.SmsConfigurationType;
import samara.wire.cognitoidp.UpdateUserPoolRequest;
import samara.wire.cognitoidp.UserAttributeUpdateSettingsType;
import samara.wire.cognitoidp.UserPoolAddOnsType;
import samara.wire.cognitoidp.UserPoolPolicyType;
import samara.wire.cognitoidp.UsernameConfigurationType;
import samara.wire.cognitoidp.VerificationMessageTemplateType;

/// `AWS::Cognito::UserPool`. `Ref` is the pool's id. What identifies users is fixed: a change replaces the pool.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html>.
final class UserPoolResource implements ResourceType<UserPoolResource.Properties, UserPoolResource.Attributes> {
    private static final int MAX_NAME = 128;

    record Properties(
            Optional<String> userPoolName,
            Optional<UserPoolPolicyType> policies,
            Optional<AccountRecoverySettingType> accountRecoverySetting,
            Optional<AdminCreateUserConfigType> adminCreateUserConfig,
            Optional<List<String>> aliasAttributes,
            Optional<List<String>> usernameAttributes,
            Optional<UsernameConfigurationType> usernameConfiguration,
            Optional<List<String>> autoVerifiedAttributes,
            Optional<String> deletionProtection,
            Optional<DeviceConfigurationType> deviceConfiguration,
            Optional<EmailConfigurationType> emailConfiguration,
            Optional<String> emailVerificationMessage,
            Optional<String> emailVerificationSubject,
            Optional<String> smsAuthenticationMessage,
            Optional<SmsConfigurationType> smsConfiguration,
            Optional<String> smsVerificationMessage,
            Optional<Node> lambdaConfig,
            Optional<String> mfaConfiguration,
            Optional<List<String>> enabledMfas,
            Optional<List<SchemaAttributeType>> schema,
            Optional<UserAttributeUpdateSettingsType> userAttributeUpdateSettings,
            Optional<UserPoolAddOnsType> userPoolAddOns,
            Optional<Map<String, String>> userPoolTags,
            Optional<String> userPoolTier,
            Optional<VerificationMessageTemplateType> verificationMessageTemplate) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(String arn, String providerName, String providerURL, String userPoolId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Cognito::UserPool", Properties.class, Attributes.class)
                .replacedOn("AliasAttributes", "UsernameAttributes", "UsernameConfiguration", "Schema");
    }

    private static void refuse(Properties desired) {
        if (desired.lambdaConfig().isPresent()) {
            throw CognitoErrors.notBuilt("`LambdaConfig` (functions as triggers)");
        }
        if (desired.enabledMfas().filter(list -> !list.isEmpty()).isPresent()) {
            throw CognitoErrors.notBuilt("`EnabledMfas`");
        }
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        refuse(desired);
        var request = CreateUserPoolRequest.builder()
                .poolName(desired.userPoolName().orElseGet(() -> context.generatedName(MAX_NAME)))
                .policies(desired.policies().orElse(null))
                .deletionProtection(desired.deletionProtection().orElse(null))
                .autoVerifiedAttributes(desired.autoVerifiedAttributes().orElse(null))
                .aliasAttributes(desired.aliasAttributes().orElse(null))
                .usernameAttributes(desired.usernameAttributes().orElse(null))
                .smsVerificationMessage(desired.smsVerificationMessage().orElse(null))
                .emailVerificationMessage(desired.emailVerificationMessage().orElse(null))
                .emailVerificationSubject(desired.emailVerificationSubject().orElse(null))
                .verificationMessageTemplate(
                        desired.verificationMessageTemplate().orElse(null))
                .smsAuthenticationMessage(desired.smsAuthenticationMessage().orElse(null))
                .mfaConfiguration(desired.mfaConfiguration().orElse(null))
                .userAttributeUpdateSettings(
                        desired.userAttributeUpdateSettings().orElse(null))
                .deviceConfiguration(desired.deviceConfiguration().orElse(null))
                .emailConfiguration(desired.emailConfiguration().orElse(null))
                .smsConfiguration(desired.smsConfiguration().orElse(null))
                .userPoolTags(context.tags(desired.userPoolTags().orElse(Map.of())))
                .adminCreateUserConfig(desired.adminCreateUserConfig().orElse(null))
                .schema(desired.schema().orElse(null))
                .userPoolAddOns(desired.userPoolAddOns().orElse(null))
                .usernameConfiguration(desired.usernameConfiguration().orElse(null))
                .accountRecoverySetting(desired.accountRecoverySetting().orElse(null))
                .userPoolTier(desired.userPoolTier().orElse(null))
                .build();
        var pool = context.calls()
                .call(CognitoIdpApi.CREATE_USER_POOL, request, context.call())
                .userPool()
                .orElseThrow();
        String id = pool.id().orElseThrow();
        String provider = StoredPool.providerName(context.call().scope().region(), id);
        return new Physical<>(id, new Attributes(pool.arn().orElseThrow(), provider, "https://" + provider, id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        refuse(to);
        var request = UpdateUserPoolRequest.builder()
                .userPoolId(at.id())
                .poolName(to.userPoolName().orElse(null))
                .policies(to.policies().orElse(null))
                .deletionProtection(to.deletionProtection().orElse("INACTIVE"))
                .autoVerifiedAttributes(to.autoVerifiedAttributes().orElse(null))
                .smsVerificationMessage(to.smsVerificationMessage().orElse(null))
                .emailVerificationMessage(to.emailVerificationMessage().orElse(null))
                .emailVerificationSubject(to.emailVerificationSubject().orElse(null))
                .verificationMessageTemplate(to.verificationMessageTemplate().orElse(null))
                .smsAuthenticationMessage(to.smsAuthenticationMessage().orElse(null))
                .mfaConfiguration(to.mfaConfiguration().orElse(null))
                .userAttributeUpdateSettings(to.userAttributeUpdateSettings().orElse(null))
                .deviceConfiguration(to.deviceConfiguration().orElse(null))
                .emailConfiguration(to.emailConfiguration().orElse(null))
                .smsConfiguration(to.smsConfiguration().orElse(null))
                .userPoolTags(context.tags(to.userPoolTags().orElse(Map.of())))
                .adminCreateUserConfig(to.adminCreateUserConfig().orElse(null))
                .userPoolAddOns(to.userPoolAddOns().orElse(null))
                .accountRecoverySetting(to.accountRecoverySetting().orElse(null))
                .userPoolTier(to.userPoolTier().orElse(null))
                .build();
        context.calls().call(CognitoIdpApi.UPDATE_USER_POOL, request, context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                CognitoIdpApi.DELETE_USER_POOL,
                                DeleteUserPoolRequest.builder()
                                        .userPoolId(at.id())
                                        .build(),
                                context.call()));
    }
}
