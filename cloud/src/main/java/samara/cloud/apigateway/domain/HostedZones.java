package samara.cloud.apigateway.domain;

import java.util.Map;

/// The Route 53 zones of API Gateway's Regional endpoints.
///
/// See <https://docs.aws.amazon.com/general/latest/gr/apigateway.html>.
final class HostedZones {
    private static final String US_EAST_1 = "Z1UJRXOUMOOFQ8";
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("us-east-1", US_EAST_1),
            Map.entry("us-east-2", "ZOJJZC49E0EPZ"),
            Map.entry("us-west-1", "Z2MUQ32089INYE"),
            Map.entry("us-west-2", "Z2OJLYMUO9EFXC"),
            Map.entry("ca-central-1", "Z19DQILCV0OWEC"),
            Map.entry("eu-west-1", "ZLY8HYME6SFDD"),
            Map.entry("eu-west-2", "ZJ5UAJN8Y3Z2Q"),
            Map.entry("eu-west-3", "Z3KY65QIEKYHQQ"),
            Map.entry("eu-central-1", "Z1U9ULNL0V5AJ3"),
            Map.entry("eu-north-1", "Z3UWIKFBOOGXPP"),
            Map.entry("ap-south-1", "Z3VO1THU9YC4UR"),
            Map.entry("ap-northeast-1", "Z1YSHQZHG15GKL"),
            Map.entry("ap-northeast-2", "Z20JF4UZKIW1U8"),
            Map.entry("ap-southeast-1", "ZL327KTPIQFUL"),
            Map.entry("ap-southeast-2", "Z2RPCDW04V8134"),
            Map.entry("sa-east-1", "ZCMLWB8V5SYIT"));

    private HostedZones() {}

    static String of(String region) {
        return ZONES.getOrDefault(region, US_EAST_1);
    }
}
