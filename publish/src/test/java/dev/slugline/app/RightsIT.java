package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that denies what the stream needs is told of before the start, in plain words. */
@Timeout(120)
class RightsIT {
  private static final Duration WITHIN = Duration.ofSeconds(15);

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldNameTheRightThatIsMissing() throws Exception {
    Map<String, String> authorizer =
        Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found",
            "true");
    try (Broker broker = Broker.inProcess(dir.resolve("broker"), authorizer);
        Admin admin = broker.admin()) {
      prepare(broker);

      denied(
          admin,
          List.of(deny(ResourceType.TRANSACTIONAL_ID, "rights-app-preflight", AclOperation.WRITE)),
          broker,
          "does not allow transactions under the id 'rights-app-…'");
      denied(
          admin,
          List.of(deny(ResourceType.GROUP, "rights-app", AclOperation.READ)),
          broker,
          "the broker refuses us",
          "rights-app");
      denied(
          admin,
          List.of(
              deny(ResourceType.TOPIC, "rights.receipts", AclOperation.WRITE),
              allow(ResourceType.TOPIC, "rights.receipts", AclOperation.DESCRIBE),
              allow(ResourceType.TOPIC, "rights.receipts", AclOperation.DESCRIBE_CONFIGS)),
          broker,
          "the broker does not give us these rights: Write on rights.receipts");
      denied(
          admin,
          List.of(deny(ResourceType.TOPIC, "rights.raw", AclOperation.ALL)),
          broker,
          "the broker refuses us",
          "rights.raw");

      prepare(broker);
    }
  }

  private void denied(Admin admin, List<AclBinding> acls, Broker broker, String... told)
      throws Exception {
    admin.createAcls(acls).all().get();
    long start = System.nanoTime();
    assertThatThrownBy(() -> prepare(broker))
        .isInstanceOfAny(Preflight.Refused.class, TopicAdmin.Refused.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(told));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WITHIN);
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
  }

  private void prepare(Broker broker) throws Exception {
    BrokerStream.prepare(broker, dir, "rights").close();
  }

  private static AclBinding deny(ResourceType type, String name, AclOperation operation) {
    return binding(type, name, operation, AclPermissionType.DENY);
  }

  private static AclBinding allow(ResourceType type, String name, AclOperation operation) {
    return binding(type, name, operation, AclPermissionType.ALLOW);
  }

  private static AclBinding binding(
      ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }
}
