package org.sneakyklaus.dashboard.web;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps looks out of the metrics: frequent readings would reveal when each look was. */
@Configuration(proxyBeanMethods = false)
class RevealMetrics {

    @Bean
    static MeterFilter looksAreNotCounted() {
        var reveal = ParticipantHomeController.PATH + ParticipantHomeController.REVEAL;
        return MeterFilter.deny(meter -> reveal.equals(meter.getTag("uri")));
    }
}
