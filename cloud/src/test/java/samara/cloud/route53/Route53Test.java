package samara.cloud.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HostedZoneNotEmptyException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// Hosted zones through the SDK and CloudFormation.
class Route53Test extends CloudTest {
    private static Route53Client dns;

    @BeforeAll
    static void start() {
        dns = client(Route53Client.builder());
    }

    private static String zone(String name) {
        return dns.createHostedZone(request -> request.name(name).callerReference(name))
                .hostedZone()
                .id();
    }

    private static void change(String zone, ChangeAction action, String name, String value) {
        dns.changeResourceRecordSets(request -> request.hostedZoneId(zone)
                .changeBatch(batch -> batch.changes(change -> change.action(action)
                        .resourceRecordSet(set -> set.name(name)
                                .type(RRType.A)
                                .ttl(60L)
                                .resourceRecords(record -> record.value(value))))));
    }

    private static java.util.List<String> records(String zone) {
        return dns.listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets().stream()
                .map(Route53Test::shown)
                .toList();
    }

    private static String shown(ResourceRecordSet set) {
        return set.name() + " " + set.typeAsString()
                + (set.type() == RRType.A && set.aliasTarget() == null
                        ? " " + set.resourceRecords().getFirst().value()
                        : "")
                + (set.aliasTarget() == null ? "" : " " + set.aliasTarget().dnsName());
    }

    @Test
    void keepsTheRecordsOfAZone() {
        String zone = zone("example.com");
        assertThat(records(zone)).containsExactly("example.com. NS", "example.com. SOA");
        change(zone, ChangeAction.CREATE, "API.example.com", "127.0.0.1");
        change(zone, ChangeAction.UPSERT, "api.example.com.", "127.0.0.2");
        assertThat(records(zone)).contains("api.example.com. A 127.0.0.2");
        assertThatThrownBy(() -> change(zone, ChangeAction.CREATE, "api.example.com", "127.0.0.3"))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("but it already exists");
        assertThatThrownBy(() -> change(zone, ChangeAction.CREATE, "api.example.org", "127.0.0.3"))
                .hasMessageContaining("is not permitted in zone example.com.");
        assertThatThrownBy(() -> change(zone, ChangeAction.DELETE, "api.example.com", "127.0.0.9"))
                .hasMessageContaining("do not match the current values");
        assertThatThrownBy(() -> dns.deleteHostedZone(request -> request.id(zone)))
                .isInstanceOf(HostedZoneNotEmptyException.class);
        assertThatThrownBy(() -> zone("example.com")).isInstanceOf(HostedZoneAlreadyExistsException.class);
        change(zone, ChangeAction.DELETE, "api.example.com", "127.0.0.2");
        dns.deleteHostedZone(request -> request.id(zone));
        assertThatThrownBy(() -> records(zone)).isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void deploysZonesRecordsAndGroupsOfRecords() {
        var stacks = client(CloudFormationClient.builder());
        String template = """
                Resources:
                  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: stack.example}}
                  One:
                    Type: AWS::Route53::RecordSet
                    Properties: {HostedZoneId: !Ref Zone, Name: one.stack.example, Type: A, TTL: 60, ResourceRecords: [127.0.0.1]}
                  Group:
                    Type: AWS::Route53::RecordSetGroup
                    DependsOn: Zone
                    Properties:
                      HostedZoneName: stack.example.
                      RecordSets:
                        - {Name: two.stack.example, Type: A, AliasTarget: {DNSName: %s, HostedZoneId: Z1}}
                Outputs: {Zone: {Value: !Ref Zone}}
                """;
        stacks.createStack(request -> request.stackName("dns").templateBody(template.formatted("a.example.com")));
        var stack = stacks.waiter()
                .waitUntilStackCreateComplete(request -> request.stackName("dns"), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst();
        String zone = stack.outputs().getFirst().outputValue();
        assertThat(records(zone)).contains("one.stack.example. A 127.0.0.1", "two.stack.example. A a.example.com.");

        stacks.updateStack(request -> request.stackName("dns").templateBody(template.formatted("b.example.com")));
        stacks.waiter().waitUntilStackUpdateComplete(request -> request.stackName("dns"), SOON);
        assertThat(records(zone)).contains("two.stack.example. A b.example.com.");

        stacks.deleteStack(request -> request.stackName("dns"));
        stacks.waiter().waitUntilStackDeleteComplete(request -> request.stackName("dns"), SOON);
        assertThat(dns.listHostedZones().hostedZones())
                .noneMatch(one -> one.name().equals("stack.example."));
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }
}
