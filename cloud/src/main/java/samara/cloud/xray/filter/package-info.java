/// X-Ray's filter expressions: a text becomes a [samara.cloud.xray.filter.Filter], which is asked of
/// [samara.cloud.xray.filter.Facts]. Knows no traces.
///
/// Built: `AND`, `OR`, terms side by side, `!`, parentheses; `ok`, `error`, `throttle`, `fault`, `partial`; `duration`,
/// `responsetime`, `http.status`; `http.url`, `http.method`, `http.useragent`, `http.clientip`, `user`, `name`, `type`,
/// `resource.arn`; `annotation[key]` and `annotation.key`; `service(…) {…}` by name or `id(name: …, type: …)`.
/// Not built, and refused by name: `edge`, groups, root causes, coverage, `instance.id`, `availabilityzone` and what
/// else [the guide](https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html) lists.
@NullMarked
package samara.cloud.xray.filter;

import org.jspecify.annotations.NullMarked;
