package org.sneakyklaus.exchange;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Manages the link to share. */
@Component
public class ExchangeLinks {

    private static final Logger log = LoggerFactory.getLogger(ExchangeLinks.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SLUG_LENGTH = 12;
    // No ambiguous letters: people read links aloud.
    private static final String SLUG_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final ExchangeRepository exchanges;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExchangeLinks(ExchangeRepository exchanges, JdbcClient jdbc, Clock clock) {
        this.exchanges = exchanges;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Replaces a leaked link; the old one only leads to sign-in from now on. */
    @Transactional
    public void replace(long id) {
        var exchange = exchanges.held(id);
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO exchange_slug (created_at, slug, exchange_id, retired_at) VALUES (:now, :slug, :id, :now)")
                .param("now", now.toEpochMilli())
                .param("slug", exchange.slug())
                .param("id", id)
                .update();
        exchange.replaceSlug(newSlug(), now);
        log.info("Exchange {}: link replaced", id);
    }

    static String newSlug() {
        return IntStream.range(0, SLUG_LENGTH)
                .mapToObj(i -> SLUG_LETTERS.charAt(RANDOM.nextInt(SLUG_LETTERS.length())))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
