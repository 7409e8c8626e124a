package samara.gateway.vtl;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.MethodExceptionEventHandler;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.MethodInvocationException;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.util.introspection.Info;
import org.jspecify.annotations.Nullable;

/// A mapping template, parsed once and rendered for each request. What a template names that is not there is nothing,
/// as API Gateway has it, not the name itself.
///
/// Limits: `#foreach` runs 1,000 times at most, and all loops together, what references insert, and how long regular
/// expressions look are bounded ([Effort]); macros nest 20 deep; `#include` and `#parse` find nothing; classes and
/// class loaders are out of reach.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
///     mapping templates</a>
public final class MappingTemplate {
    private static final Pattern JAVA_NAME = Pattern.compile("(class )?\\b(?:org|java|com|samara)(?:\\.\\w+)+:? ?");

    private final Template template;

    private MappingTemplate(Template template) {
        this.template = template;
    }

    /// Velocity itself takes some 100 ms to start: nobody pays for it who has no template.
    private static final class Engine {
        static final RuntimeInstance RUNTIME = start();

        private static RuntimeInstance start() {
            Properties settings = new Properties();
            settings.setProperty("introspector.uberspect.class", BoundedUberspector.class.getName());
            settings.setProperty("resource.loaders", "string");
            settings.setProperty(
                    "resource.loader.string.class", "org.apache.velocity.runtime.resource.loader.StringResourceLoader");
            settings.setProperty("directive.foreach.max_loops", "1000");
            settings.setProperty("parser.allow_hyphen_in_identifiers", "true");
            settings.setProperty("parser.space_gobbling", "bc");
            settings.setProperty("velocimacro.library.path", "");
            RuntimeInstance runtime = new RuntimeInstance();
            runtime.init(settings);
            return runtime;
        }
    }

    /// Parses a template.
    ///
    /// @throws TemplateException where it is not Velocity's language
    public static MappingTemplate parse(String text) {
        Template template = new Template();
        template.setName("mapping template");
        template.setRuntimeServices(Engine.RUNTIME);
        try {
            template.setData(Engine.RUNTIME.parse(new StringReader(text), template));
            template.initDocument();
        } catch (ParseException | VelocityException e) {
            throw new TemplateException("The mapping template can't be parsed: " + firstLine(e.getMessage()), e);
        }
        return new MappingTemplate(template);
    }

    /// Renders it. `context` may be changed by the template, which is how overrides are given.
    ///
    /// @throws TemplateException where a directive fails
    /// @throws BodyException where the template reads the body as JSON and it is not
    public String render(InputVariable input, Map<String, Object> context, Map<String, String> stageVariables) {
        VelocityContext variables = new VelocityContext();
        variables.put("input", input);
        variables.put("context", context);
        variables.put("stageVariables", stageVariables);
        variables.put("util", UtilVariable.INSTANCE);
        EventCartridge events = new EventCartridge();
        events.addReferenceInsertionEventHandler(new NothingForNull());
        events.addMethodExceptionHandler(new Rethrow());
        variables.attachEventCartridge(events);
        StringWriter out = new StringWriter();
        try {
            return Effort.measured(() -> {
                template.merge(variables, out);
                return out.toString();
            });
        } catch (RuntimeException e) {
            Throwable cause = cause(e);
            if (cause instanceof BodyException body) {
                throw body;
            }
            throw new TemplateException("The mapping template failed: " + reason(e, cause), e);
        } catch (StackOverflowError e) {
            throw new TemplateException("The mapping template failed: it calls itself without an end.", e);
        }
    }

    private static Throwable cause(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /// Why, in words of the template's language: what Velocity says names classes.
    private static String reason(RuntimeException thrown, Throwable cause) {
        if (cause instanceof Effort.TooMuchException much) {
            return much.what() + ".";
        }
        if (thrown instanceof MethodInvocationException call) {
            return "`" + call.getMethodName() + "` can't be called so (line " + call.getLineNumber() + ").";
        }
        return firstLine(thrown.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return JAVA_NAME.matcher(line).replaceAll("");
    }

    private static final class NothingForNull implements ReferenceInsertionEventHandler {
        @Override
        public Object referenceInsert(Context context, String reference, @Nullable Object value) {
            if (value == null) {
                return "";
            }
            if (value instanceof CharSequence text) {
                Effort.characters(text.length());
            }
            return value;
        }
    }

    /// Without this, Velocity takes what a method throws for null once a context has event handlers.
    private static final class Rethrow implements MethodExceptionEventHandler {
        @Override
        public Object methodException(Context context, Class<?> type, String method, Exception thrown, Info info) {
            if (thrown instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new VelocityException(thrown);
        }
    }
}
