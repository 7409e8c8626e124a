package samara.cloud.apigateway;

import samara.gateway.waf.WebAcls;

/// What all stages share.
///
/// @param webAcls what guards them
record StageServices(ApiKeys keys, ApiLogs logs, WebAcls webAcls) {}
