package dev.slugline.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class OutageTest {
  private final Lines log = new Lines();
  private final Outage outage = new Outage(log, "nothing is read for now", "it is read again");

  /** Keeps what is logged, all of it, and of a stack trace that there is one. */
  private static final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private final transient List<String> lines = new ArrayList<>();

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable trace) {
      String line = MessageFormatter.basicArrayFormat(message, arguments);
      lines.add(level + " " + line + (trace == null ? "" : " with a trace"));
    }
  }

  @Test
  void shouldSayItsBeginAndItsEndOnceHoweverOftenItIsTried() {
    outage.over();
    for (int i = 0; i < 5; i++) {
      outage.failed(new TimeoutException());
    }
    outage.over();
    outage.over();
    outage.failed(new ExecutionException(new GroupAuthorizationException("no right to group a")));

    assertThat(log.lines)
        .containsExactly(
            "WARN nothing is read for now: the broker does not answer",
            "INFO it is read again after 0 s",
            "WARN nothing is read for now: no right to group a");
  }

  @Test
  void shouldNameTheReasonInWords() {
    assertThat(
            Outage.reason(
                new ExecutionException(
                    new org.apache.kafka.common.errors.TimeoutException("Call(callName=…)"))))
        .isEqualTo("the broker does not answer");
    assertThat(Outage.reason(new UnknownServerException("The server had an error")))
        .isEqualTo("the broker cannot answer now; it may be starting");
    assertThat(Outage.reason(new IllegalStateException())).isEqualTo("it does not say why");
  }
}
