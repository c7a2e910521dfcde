package org.sneakyklaus.dashboard.web;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps looks out of the metrics: frequent readings would reveal when each look was. */
@Configuration(proxyBeanMethods = false)
class RevealMetrics {

    @Bean
    static MeterFilter looksAreNotCounted() {
        var reveals = Stream.of(ParticipantHomeController.REVEAL, ParticipantHomeController.REVEAL_FOR)
                .map(reveal -> ParticipantHomeController.PATH + reveal)
                .collect(Collectors.toSet());
        return MeterFilter.deny(meter -> {
            var uri = meter.getTag("uri");
            return uri != null && reveals.contains(uri);
        });
    }
}
