/// `samconfig.toml`: tables `[environment.command.parameters]`, with `[environment.global.parameters]` for all
/// commands; and the same as `samconfig.yaml`, which is read where there is no TOML, and never written.
/// See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
@NullMarked
package samara.cli.config;

import org.jspecify.annotations.NullMarked;
