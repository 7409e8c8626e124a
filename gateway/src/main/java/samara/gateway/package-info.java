/// Serves APIs from a description of one: a request comes in as a value, the answer goes out as one. Sockets, accounts
/// and services are the caller's: it gives [samara.gateway.Backends], through which functions, AWS actions and HTTP
/// endpoints are reached, and is asked who may call.
///
/// - `api`: the description ([samara.gateway.api.RestApi], [samara.gateway.api.Stage]), the same whether it came from
///   a control plane or from OpenAPI
/// - `openapi`: reads OpenAPI 3 and Swagger 2 with `x-amazon-apigateway-*` into a description, and writes it
/// - `rest`: the engine of REST APIs; start at [samara.gateway.rest.RestStage]
/// - `vtl`: mapping templates
/// - `endpoint`: a client for the HTTP endpoints behind integrations
/// - `waf`: a web application firewall: web ACLs over requests
/// - `json`: JSON as maps and lists, for templates and JSONPath
///
/// Knows no AWS service: ARNs are only read as far as an integration's URI spells out what is called.
@NullMarked
package samara.gateway;

import org.jspecify.annotations.NullMarked;
