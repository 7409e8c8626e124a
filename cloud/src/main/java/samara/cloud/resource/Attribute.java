package samara.cloud.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// CloudFormation's exact name of a property or attribute, where it is not the component's name with a capital first
/// letter: `@Attribute("ARN")`, `@Attribute("Endpoint.Address")`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Attribute {

    /// The name as templates spell it.
    String value();
}
