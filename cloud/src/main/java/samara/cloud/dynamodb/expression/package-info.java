/// DynamoDB's expression language: conditions, filters, key conditions, updates and projections. Text goes through
/// [samara.cloud.dynamodb.expression.Lexer] and a parser a language
/// ([samara.cloud.dynamodb.expression.ConditionParser],
/// [samara.cloud.dynamodb.expression.UpdateParser], [samara.cloud.dynamodb.expression.ProjectionParser]) into a tree in
/// which the placeholders (`#name`, `:value`) are already resolved. Errors are worded as DynamoDB words them.
///
/// Deviations from AWS: parentheses group conditions, not operands (`(a) = :a` is a syntax error).
///
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html>
@NullMarked
package samara.cloud.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
