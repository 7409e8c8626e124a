package samara.cloud.cognitoidp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.wire.Nothing;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.CreateUserPoolRequest;
import samara.wire.cognitoidp.CreateUserPoolResponse;
import samara.wire.cognitoidp.DeleteUserPoolRequest;
import samara.wire.cognitoidp.DescribeUserPoolRequest;
import samara.wire.cognitoidp.DescribeUserPoolResponse;
import samara.wire.cognitoidp.LambdaConfigType;
import samara.wire.cognitoidp.ListUserPoolsRequest;
import samara.wire.cognitoidp.ListUserPoolsResponse;
import samara.wire.cognitoidp.SchemaAttributeType;
import samara.wire.cognitoidp.UpdateUserPoolRequest;
import samara.wire.cognitoidp.UpdateUserPoolResponse;
import samara.wire.cognitoidp.UserPoolDescriptionType;
import samara.wire.cognitoidp.UserPoolPolicyType;
import samara.wire.cognitoidp.UserPoolType;

/// Operations on user pools.
final class PoolOperations {
    private final Kernel kernel;
    private final UserPools pools;

    PoolOperations(Kernel kernel, UserPools pools) {
        this.kernel = kernel;
        this.pools = pools;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new CognitoOperation<>(CognitoIdpApi.CREATE_USER_POOL, _ -> Optional.empty(), false, this::create),
                CognitoOperation.on(
                        CognitoIdpApi.DESCRIBE_USER_POOL, DescribeUserPoolRequest::userPoolId, this::describe),
                CognitoOperation.on(CognitoIdpApi.UPDATE_USER_POOL, UpdateUserPoolRequest::userPoolId, this::update),
                CognitoOperation.on(CognitoIdpApi.DELETE_USER_POOL, DeleteUserPoolRequest::userPoolId, this::delete),
                new CognitoOperation<>(CognitoIdpApi.LIST_USER_POOLS, _ -> Optional.empty(), false, this::list));
    }

    private static void refuse(Optional<LambdaConfigType> triggers, Optional<String> mfa) {
        if (triggers.filter(given -> !given.equals(LambdaConfigType.builder().build()))
                .isPresent()) {
            throw CognitoErrors.notBuilt("`LambdaConfig` (functions as triggers)");
        }
        if (mfa.filter(given -> !given.equals("OFF")).isPresent()) {
            throw CognitoErrors.notBuilt("`MfaConfiguration` " + mfa.get());
        }
    }

    private static UserPoolPolicyType policies(Optional<UserPoolPolicyType> given) {
        return UserPoolPolicyType.builder()
                .passwordPolicy(Passwords.policy(given))
                .signInPolicy(given.flatMap(UserPoolPolicyType::signInPolicy).orElse(null))
                .build();
    }

    private CreateUserPoolResponse create(CreateUserPoolRequest in, Call call) {
        refuse(in.lambdaConfig(), in.mfaConfiguration());
        Scope scope = call.scope();
        String id = pools.newPoolId(scope);
        Instant now = kernel.clock().now();
        UserPoolType shown = UserPoolType.builder()
                .id(id)
                .name(in.poolName())
                .arn(scope.arn("cognito-idp", "userpool/" + id))
                .policies(policies(in.policies()))
                .deletionProtection(in.deletionProtection().orElse("INACTIVE"))
                .creationDate(now)
                .lastModifiedDate(now)
                .schemaAttributes(schema(in.schema().orElse(List.of())))
                .autoVerifiedAttributes(in.autoVerifiedAttributes().orElse(null))
                .aliasAttributes(in.aliasAttributes().orElse(null))
                .usernameAttributes(in.usernameAttributes().orElse(null))
                .smsVerificationMessage(in.smsVerificationMessage().orElse(null))
                .emailVerificationMessage(in.emailVerificationMessage().orElse(null))
                .emailVerificationSubject(in.emailVerificationSubject().orElse(null))
                .verificationMessageTemplate(in.verificationMessageTemplate().orElse(null))
                .smsAuthenticationMessage(in.smsAuthenticationMessage().orElse(null))
                .userAttributeUpdateSettings(in.userAttributeUpdateSettings().orElse(null))
                .mfaConfiguration("OFF")
                .deviceConfiguration(in.deviceConfiguration().orElse(null))
                .emailConfiguration(in.emailConfiguration().orElse(null))
                .smsConfiguration(in.smsConfiguration().orElse(null))
                .userPoolTags(in.userPoolTags().orElse(null))
                .adminCreateUserConfig(in.adminCreateUserConfig().orElse(null))
                .userPoolAddOns(in.userPoolAddOns().orElse(null))
                .usernameConfiguration(in.usernameConfiguration().orElse(null))
                .accountRecoverySetting(in.accountRecoverySetting().orElse(null))
                .userPoolTier(in.userPoolTier().orElse("ESSENTIALS"))
                .build();
        pools.create(scope, shown);
        return CreateUserPoolResponse.builder().userPool(shown).build();
    }

    /// Attributes of one's own get a prefix in their names.
    private static List<SchemaAttributeType> schema(List<SchemaAttributeType> given) {
        List<SchemaAttributeType> schema = new ArrayList<>();
        for (SchemaAttributeType one : given) {
            String name = one.name().orElse("");
            if (name.isBlank() || name.length() > 20) {
                throw CognitoErrors.invalid("The name of an attribute has 1 to 20 characters, not `" + name + "`.");
            }
            schema.add(SchemaAttributeType.builder()
                    .name(Users.isStandard(name) ? name : "custom:" + name)
                    .attributeDataType(one.attributeDataType().orElse("String"))
                    .developerOnlyAttribute(one.developerOnlyAttribute().orElse(false))
                    .mutable(one.mutable().orElse(true))
                    .required(one.required().orElse(false))
                    .numberAttributeConstraints(one.numberAttributeConstraints().orElse(null))
                    .stringAttributeConstraints(one.stringAttributeConstraints().orElse(null))
                    .build());
        }
        return schema;
    }

    private DescribeUserPoolResponse describe(DescribeUserPoolRequest in, Call call) {
        return DescribeUserPoolResponse.builder()
                .userPool(pools.get(call.scope(), in.userPoolId()).shown())
                .build();
    }

    /// As in AWS, what a request does not name goes back to its default.
    private UpdateUserPoolResponse update(UpdateUserPoolRequest in, Call call) {
        refuse(in.lambdaConfig(), in.mfaConfiguration());
        pools.change(
                call.scope(),
                in.userPoolId(),
                before -> UserPoolType.builder()
                        .id(before.id().orElseThrow())
                        .name(in.poolName().or(before::name).orElse(null))
                        .arn(before.arn().orElse(null))
                        .policies(policies(in.policies()))
                        .deletionProtection(in.deletionProtection()
                                .or(before::deletionProtection)
                                .orElse(null))
                        .creationDate(before.creationDate().orElse(null))
                        .lastModifiedDate(kernel.clock().now())
                        .schemaAttributes(before.schemaAttributes().orElse(null))
                        .autoVerifiedAttributes(in.autoVerifiedAttributes().orElse(null))
                        .aliasAttributes(before.aliasAttributes().orElse(null))
                        .usernameAttributes(before.usernameAttributes().orElse(null))
                        .smsVerificationMessage(in.smsVerificationMessage().orElse(null))
                        .emailVerificationMessage(in.emailVerificationMessage().orElse(null))
                        .emailVerificationSubject(in.emailVerificationSubject().orElse(null))
                        .verificationMessageTemplate(
                                in.verificationMessageTemplate().orElse(null))
                        .smsAuthenticationMessage(in.smsAuthenticationMessage().orElse(null))
                        .userAttributeUpdateSettings(
                                in.userAttributeUpdateSettings().orElse(null))
                        .mfaConfiguration("OFF")
                        .deviceConfiguration(in.deviceConfiguration().orElse(null))
                        .emailConfiguration(in.emailConfiguration().orElse(null))
                        .smsConfiguration(in.smsConfiguration().orElse(null))
                        .userPoolTags(in.userPoolTags().orElse(null))
                        .adminCreateUserConfig(in.adminCreateUserConfig().orElse(null))
                        .userPoolAddOns(in.userPoolAddOns().orElse(null))
                        .usernameConfiguration(before.usernameConfiguration().orElse(null))
                        .accountRecoverySetting(in.accountRecoverySetting().orElse(null))
                        .userPoolTier(in.userPoolTier().or(before::userPoolTier).orElse(null))
                        .build());
        return UpdateUserPoolResponse.builder().build();
    }

    private Nothing delete(DeleteUserPoolRequest in, Call call) {
        UserPoolType shown = pools.get(call.scope(), in.userPoolId()).shown();
        if (shown.deletionProtection().filter("ACTIVE"::equals).isPresent()) {
            throw CognitoErrors.invalid(
                    "The user pool cannot be deleted because deletion protection is activated. Deletion protection"
                            + " must be inactivated first.");
        }
        pools.delete(call.scope(), in.userPoolId());
        return Nothing.INSTANCE;
    }

    private ListUserPoolsResponse list(ListUserPoolsRequest in, Call call) {
        List<StoredPool> all = pools.all(call.scope()).stream()
                .filter(pool -> in.nextToken()
                        .filter(after -> pool.id().compareTo(after) <= 0)
                        .isEmpty())
                .toList();
        int limit = Math.clamp(in.maxResults(), 1, 60);
        return ListUserPoolsResponse.builder()
                .userPools(all.stream()
                        .limit(limit)
                        .map(pool -> UserPoolDescriptionType.builder()
                                .id(pool.id())
                                .name(pool.shown().name().orElse(null))
                                .creationDate(pool.shown().creationDate().orElse(null))
                                .lastModifiedDate(
                                        pool.shown().lastModifiedDate().orElse(null))
                                .build())
                        .toList())
                .nextToken(all.size() > limit ? all.get(limit - 1).id() : null)
                .build();
    }
}
