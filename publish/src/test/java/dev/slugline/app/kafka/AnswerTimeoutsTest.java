package dev.slugline.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTimeoutsTest {
  private static final String WHOLE = "default.api.timeout.ms";
  private static final String REQUEST = "request.timeout.ms";

  @ParameterizedTest
  @CsvSource({
    ",,10000,5000",
    "20000,,20000,5000",
    "3000,,3000,3000",
    ",20000,20000,20000",
    ",2000,10000,2000",
    "30000,20000,30000,20000",
  })
  void shouldMakeWhatIsNotSetFitWhatIs(
      String whole, String request, String thenWhole, String thenRequest) {
    Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", "127.0.0.1:1"));
    if (whole != null) {
      client.put(WHOLE, whole);
    }
    if (request != null) {
      client.put(REQUEST, request);
    }

    AnswerTimeouts.bound(client, Duration.ofSeconds(10));

    assertThat(client.get(WHOLE)).hasToString(thenWhole);
    assertThat(client.get(REQUEST)).hasToString(thenRequest);
    Admin.create(client).close(Duration.ZERO); // refuses what does not fit
  }
}
