package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.gateway.waf.WebAcls;
import samara.wire.ServiceModel;
import samara.wire.wafv2.Wafv2Api;

/// AWS WAF. Started with the cloud, since what it guards is served from the start on.
public final class WafService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();
    private final Entities entities;

    /// Over a cloud's state.
    ///
    /// @param acls where those who serve requests find what guards them
    public WafService(Kernel kernel, WebAcls acls) {
        this.entities = new Entities(kernel, acls);
        WafLogs logs = new WafLogs(kernel);
        acls.listen(logs);
        operations.addAll(new EntityOperations(entities, EntityOperations.Kind.WEB_ACL)
                .all(new EntityOperations.Models(
                        Wafv2Api.CREATE_WEB_ACL,
                        Wafv2Api.GET_WEB_ACL,
                        Wafv2Api.UPDATE_WEB_ACL,
                        Wafv2Api.DELETE_WEB_ACL,
                        Wafv2Api.LIST_WEB_AC_LS)));
        operations.addAll(new EntityOperations(entities, EntityOperations.Kind.IP_SET)
                .all(new EntityOperations.Models(
                        Wafv2Api.CREATE_IP_SET,
                        Wafv2Api.GET_IP_SET,
                        Wafv2Api.UPDATE_IP_SET,
                        Wafv2Api.DELETE_IP_SET,
                        Wafv2Api.LIST_IP_SETS)));
        operations.addAll(new EntityOperations(entities, EntityOperations.Kind.REGEX_PATTERN_SET)
                .all(new EntityOperations.Models(
                        Wafv2Api.CREATE_REGEX_PATTERN_SET,
                        Wafv2Api.GET_REGEX_PATTERN_SET,
                        Wafv2Api.UPDATE_REGEX_PATTERN_SET,
                        Wafv2Api.DELETE_REGEX_PATTERN_SET,
                        Wafv2Api.LIST_REGEX_PATTERN_SETS)));
        operations.addAll(new AssociationOperations(kernel, entities).all());
        operations.addAll(new TagOperations(entities).all());
        operations.addAll(new LoggingOperations(entities, logs).all());
        operations.addAll(ManagedGroupOperations.all());
    }

    @Override
    public ServiceModel model() {
        return Wafv2Api.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(
                new WebAclResource(),
                new IpSetResource(),
                new RegexPatternSetResource(),
                new WebAclAssociationResource(),
                new LoggingConfigurationResource());
    }

    @Override
    public void start() {
        entities.load();
    }
}
