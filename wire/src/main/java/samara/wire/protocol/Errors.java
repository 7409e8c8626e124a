package samara.wire.protocol;

import java.util.List;
import java.util.Optional;
import samara.wire.AwsException;
import samara.wire.ErrorModel;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.ServiceModel;
import samara.wire.Structure;
import tools.jackson.core.JsonGenerator;

/// Bodies of errors.
final class Errors {
    private Errors() {}

    /// An error in JSON.
    ///
    /// @param typed whether `__type` names it; a header does elsewhere
    static byte[] json(ServiceModel service, AwsException error, boolean typed) {
        Optional<ErrorModel> model = service.error(error.code());
        return JsonWriter.object(out -> {
            if (typed) {
                out.writeStringProperty("__type", type(service, error, model));
            }
            if (model.isPresent() && model.get().hasType()) {
                out.writeStringProperty("Type", error.status() < 500 ? "User" : "Service");
            }
            out.writeStringProperty(model.map(ErrorModel::messageMember).orElse("message"), error.message());
            error.details().ifPresent(details -> details(out, model, details));
        });
    }

    private static void details(JsonGenerator out, Optional<ErrorModel> model, Structure details) {
        Schema schema = model.map(ErrorModel::schema).orElse(Schema.NOTHING);
        JsonWriter.members(out, schema, new WithoutMessage(schema.members(), details));
    }

    /// The members but those that were written already.
    private record WithoutMessage(List<Member> members, Structure all) implements Structure {
        @Override
        public @org.jspecify.annotations.Nullable Object member(int index) {
            String name = members.get(index).name();
            return name.equalsIgnoreCase("message") || name.equals("Type") ? null : all.member(index);
        }
    }

    /// The shape's name, with the namespace before it that DynamoDB's clients see.
    private static String type(ServiceModel service, AwsException error, Optional<ErrorModel> model) {
        String shape = model.map(ErrorModel::shape).orElse(error.code());
        if (!service.id().equals("dynamodb")) {
            return shape;
        }
        return (model.isPresent() ? "com.amazonaws.dynamodb.v20120810#" : "com.amazon.coral.service#") + shape;
    }
}
