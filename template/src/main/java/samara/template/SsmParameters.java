package samara.template;

import java.util.Optional;

/// Where the values of parameters of type `AWS::SSM::Parameter::Value<…>` and `{{resolve:ssm:…}}` come from.
@FunctionalInterface
public interface SsmParameters {

    /// The value stored under a name, a list's by commas; empty where there is none.
    Optional<String> value(String name);
}
