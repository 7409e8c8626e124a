/// How items lie in the store: keys of which the bytes are ordered as DynamoDB orders sort keys
/// ([samara.cloud.dynamodb.storage.KeyCodec]), and items as compact bytes ([samara.cloud.dynamodb.storage.ItemCodec]).
@NullMarked
package samara.cloud.dynamodb.storage;

import org.jspecify.annotations.NullMarked;
