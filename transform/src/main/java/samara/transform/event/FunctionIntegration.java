package samara.transform.event;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.Partition;

/// What the routes of REST and HTTP APIs share that a function answers.
final class FunctionIntegration {
    private FunctionIntegration() {}

    /// How API Gateway names the function that it calls.
    static DraftObject uri(FunctionTarget function, Partition partition, boolean streams) {
        String text = "arn:" + partition.name() + ":apigateway:${AWS::Region}:lambda:path/"
                + (streams ? "2021-11-15" : "2015-03-31") + "/functions/" + function.placeholder()
                + (streams ? "/response-streaming-invocations" : "/invocations");
        DraftText uri = new DraftText(text, function.alias().isEmpty(), Draft.UNPLACED);
        return DraftObject.makeLegacy().putAll(DraftObject.of("Fn::Sub", uri));
    }
}
