package org.sneakyklaus.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts accepted emails by kind, never by recipient. */
@Component
class MailMetrics {

    private final Map<MailKind, Counter> sent = new EnumMap<>(MailKind.class);

    MailMetrics(MeterRegistry registry) {
        // Registers all at zero: a monitor that waits for the first one needs the value before it.
        for (var kind : MailKind.values()) {
            sent.put(
                    kind,
                    Counter.builder("klaus.outbox.sent")
                            .description("Emails accepted for sending, or captured")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void sent(MailKind kind) {
        Objects.requireNonNull(sent.get(kind)).increment();
    }
}
