package samara.transform.resource;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;

/// Functions that run on a capacity provider. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-capacityproviderconfig.html>.
final class FunctionCapacity {
    private FunctionCapacity() {}

    /// Sets the Lambda function's capacity provider and scaling.
    static void add(Definition function, CfnResource lambda) {
        Draft given = function.get("CapacityProviderConfig");
        if (given instanceof DraftObject object && object.truthy()) {
            DraftObject config = NestedTable.read("FunctionCapacityProviderConfig", object, function);
            DraftObject managed = DraftObject.of("CapacityProviderArn", config.get("Arn"))
                    .putSome(
                            "PerExecutionEnvironmentMaxConcurrency",
                            config.get("PerExecutionEnvironmentMaxConcurrency"))
                    .putSome(
                            "ExecutionEnvironmentMemoryGiBPerVCpu", config.get("ExecutionEnvironmentMemoryGiBPerVCpu"));
            lambda.set(
                    "CapacityProviderConfig", DraftObject.of("LambdaManagedInstancesCapacityProviderConfig", managed));
        }
        lambda.properties().putTruthy("FunctionScalingConfig", function.get("FunctionScalingConfig"));
    }
}
