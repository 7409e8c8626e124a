package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import samara.wire.lambda.CreateFunctionRequest;
import samara.wire.lambda.SnapStart;
import samara.wire.lambda.UpdateFunctionConfigurationRequest;
import samara.wire.lambda.VpcConfig;

/// What requests may ask for and this Lambda does not have: refused by name.
final class UnbuiltSettings {
    private UnbuiltSettings() {}

    static void refuse(CreateFunctionRequest in) {
        refuse(in.kmsKeyArn().isPresent(), "`KMSKeyArn`");
        refuse(in.codeSigningConfigArn().isPresent(), "`CodeSigningConfigArn`");
        refuse(in.capacityProviderConfig().isPresent(), "`CapacityProviderConfig`");
        refuse(in.durableConfig().isPresent(), "`DurableConfig`");
        refuse(in.tenancyConfig().isPresent(), "`TenancyConfig`");
        refuse(in.publishTo().isPresent(), "`PublishTo`");
        refuse(!in.fileSystemConfigs().orElse(List.of()).isEmpty(), "`FileSystemConfigs`");
        refuseShared(in.vpcConfig(), in.snapStart());
    }

    static void refuse(UpdateFunctionConfigurationRequest in) {
        refuse(in.kmsKeyArn().filter(arn -> !arn.isEmpty()).isPresent(), "`KMSKeyArn`");
        refuse(in.capacityProviderConfig().isPresent(), "`CapacityProviderConfig`");
        refuse(in.durableConfig().isPresent(), "`DurableConfig`");
        refuse(!in.fileSystemConfigs().orElse(List.of()).isEmpty(), "`FileSystemConfigs`");
        refuseShared(in.vpcConfig(), in.snapStart());
    }

    private static void refuseShared(Optional<VpcConfig> vpc, Optional<SnapStart> snapStart) {
        boolean inVpc =
                vpc.flatMap(VpcConfig::subnetIds).filter(ids -> !ids.isEmpty()).isPresent()
                        || vpc.flatMap(VpcConfig::securityGroupIds)
                                .filter(ids -> !ids.isEmpty())
                                .isPresent();
        refuse(inVpc, "`VpcConfig`");
        refuse(
                snapStart
                        .flatMap(SnapStart::applyOn)
                        .filter(when -> !when.equals("None"))
                        .isPresent(),
                "`SnapStart`");
    }

    private static void refuse(boolean wanted, String what) {
        if (wanted) {
            throw LambdaErrors.notBuilt(what);
        }
    }
}
