package samara.transform.event;

import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;

/// What an event source triggers.
public sealed interface Target {
    /// The function's or state machine's definition.
    Definition definition();

    /// Its ARN.
    DraftObject arn();

    /// The logical id of what is triggered: the alias where there is one.
    String id();

    /// The attributes that go to what is made for it.
    default DraftObject passedOn() {
        return definition().passedOn();
    }

    /// Its condition, if it has one.
    default Draft condition() {
        return definition().resource().get("Condition");
    }

    /// A function, or the alias that is published with it.
    ///
    /// @param role its execution role, which event sources add policies to
    record FunctionTarget(Definition definition, CfnResource function, Optional<CfnResource> alias, CfnResource role)
            implements Target {
        @Override
        public DraftObject arn() {
            return alias.map(CfnResource::ref).orElseGet(function::arn);
        }

        @Override
        public String id() {
            return alias.map(CfnResource::id).orElseGet(function::id);
        }

        /// What permissions and event source mappings name it by.
        public DraftObject nameOrArn() {
            return alias.map(CfnResource::ref).orElseGet(function::ref);
        }

        /// How `Fn::Sub` inserts its ARN.
        public String placeholder() {
            return "${" + alias.map(CfnResource::id).orElseGet(() -> function.id() + ".Arn") + "}";
        }
    }

    /// A state machine, or its alias.
    record StateMachineTarget(Definition definition, CfnResource resource, Draft permissionsBoundary)
            implements Target {
        @Override
        public DraftObject arn() {
            return resource.ref();
        }

        @Override
        public String id() {
            return resource.id();
        }
    }
}
