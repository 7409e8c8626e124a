package samara.cloud.cloudformation;

import samara.cloud.kernel.Kernel;
import samara.cloud.resource.ResourceHandlers;

/// What all parts of the engine work with.
record Engine(
        Kernel kernel,
        Stacks stacks,
        ResourceHandlers handlers,
        Lookups lookups,
        Preparation preparation,
        Planner planner) {}
