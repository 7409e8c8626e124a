/// The APIs that extensions of a function use:
/// [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html) 2020-01-01,
/// [Telemetry API](https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html) 2022-07-01 and the older
/// [Logs API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-logs-api.html) 2020-08-15. Start at
/// [samara.functions.extension.Extensions], what one environment knows of its extensions, and
/// [samara.functions.extension.Telemetry], what it tells them. Knows no process and no HTTP server.
@NullMarked
package samara.functions.extension;

import org.jspecify.annotations.NullMarked;
