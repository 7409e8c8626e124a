package samara.cloud.dynamodb;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.ResourceTag;

/// The properties of `AWS::DynamoDB::Table`. Those that are not built are not
/// here, so that templates with them are refused before anything is made.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html>
record TableProperties(
        Optional<List<AttributeDefinition>> attributeDefinitions,
        Optional<String> billingMode,
        Optional<ContributorInsights> contributorInsightsSpecification,
        Optional<Boolean> deletionProtectionEnabled,
        Optional<List<GlobalIndex>> globalSecondaryIndexes,
        List<KeyElement> keySchema,
        Optional<List<LocalIndex>> localSecondaryIndexes,
        Optional<OnDemand> onDemandThroughput,
        Optional<PointInTimeRecovery> pointInTimeRecoverySpecification,
        Optional<Provisioned> provisionedThroughput,
        @Attribute("SSESpecification") Optional<Encryption> sseSpecification,
        Optional<String> tableClass,
        Optional<String> tableName,
        Optional<List<ResourceTag>> tags,
        Optional<TimeToLive> timeToLiveSpecification) {

    record AttributeDefinition(String attributeName, String attributeType) {}

    record KeyElement(String attributeName, String keyType) {}

    record Projection(Optional<String> projectionType, Optional<List<String>> nonKeyAttributes) {}

    record Provisioned(long readCapacityUnits, long writeCapacityUnits) {}

    record OnDemand(Optional<Long> maxReadRequestUnits, Optional<Long> maxWriteRequestUnits) {}

    /// Not built, but for saying that they are off.
    record ContributorInsights(boolean enabled, Optional<String> mode) {
        ContributorInsights {
            if (enabled) {
                throw new IllegalArgumentException("Contributor Insights are not built yet: leave them out.");
            }
        }
    }

    record GlobalIndex(
            String indexName,
            List<KeyElement> keySchema,
            Projection projection,
            Optional<Provisioned> provisionedThroughput,
            Optional<OnDemand> onDemandThroughput,
            Optional<ContributorInsights> contributorInsightsSpecification) {}

    record LocalIndex(String indexName, List<KeyElement> keySchema, Projection projection) {}

    record PointInTimeRecovery(Optional<Boolean> pointInTimeRecoveryEnabled, Optional<Integer> recoveryPeriodInDays) {}

    record Encryption(
            @Attribute("SSEEnabled") boolean sseEnabled,
            @Attribute("SSEType") Optional<String> sseType,
            @Attribute("KMSMasterKeyId") Optional<String> kmsMasterKeyId) {}

    record TimeToLive(boolean enabled, Optional<String> attributeName) {}
}
