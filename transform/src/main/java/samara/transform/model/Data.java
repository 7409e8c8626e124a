package samara.transform.model;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Nothing;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the transform's own data that is written as JSON.
public final class Data {
    private Data() {}

    /// The object in the file of this name.
    public static DraftObject json(String name) {
        return parse(Tables.text(name));
    }

    /// The object in this text.
    public static DraftObject parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return (DraftObject) read(parser);
        }
    }

    private static Draft read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                DraftObject object = DraftObject.make();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                DraftList list = DraftList.of();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                yield list;
            }
            case VALUE_STRING -> DraftText.of(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new DraftNumber(parser.getString(), Draft.UNPLACED);
            case VALUE_TRUE -> DraftBoolean.of(true);
            case VALUE_FALSE -> DraftBoolean.of(false);
            default -> Nothing.HERE;
        };
    }
}
