package org.sneakyklaus.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts the e-mails that were accepted, by their kind: never by whom they go to. */
@Component
class MailMetrics {

    private final Map<MailKind, Counter> sent = new EnumMap<>(MailKind.class);

    MailMetrics(MeterRegistry registry) {
        // Whoever watches for the first one must see that there was none before.
        for (var kind : MailKind.values()) {
            sent.put(
                    kind,
                    Counter.builder("klaus.outbox.sent")
                            .description("E-mails that were accepted by whoever sends or keeps them")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void sent(MailKind kind) {
        Objects.requireNonNull(sent.get(kind)).increment();
    }
}
