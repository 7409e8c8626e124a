package samara.cli.init;

import samara.cli.args.Arguments;

/// What may be turned on in any template.
///
/// @param tracing X-Ray, for functions and APIs
/// @param applicationInsights CloudWatch Application Insights for the stack's resources
/// @param structuredLogging functions log JSON
record Features(boolean tracing, boolean applicationInsights, boolean structuredLogging) {

    static Features of(Arguments arguments) {
        return new Features(
                arguments.isOn("tracing"),
                arguments.isOn("application_insights"),
                arguments.isOn("structured_logging"));
    }

    boolean any() {
        return tracing || applicationInsights || structuredLogging;
    }
}
