/// `samconfig.toml`: tables `[environment.command.parameters]`, with `[environment.global.parameters]` for all
/// commands.
/// See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
@NullMarked
package samara.cli.config;

import org.jspecify.annotations.NullMarked;
