/// DynamoDB's data types: values, exact numbers of 38 digits, and what they weigh. Start at
/// [samara.cloud.dynamodb.value.Value]. Knows neither the wire nor the store.
///
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
@NullMarked
package samara.cloud.dynamodb.value;

import org.jspecify.annotations.NullMarked;
