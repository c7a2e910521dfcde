package org.sneakyklaus.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lets the nights go by, and keeps a diary of what each of them did. */
@IntegrationTest
class PurgeIT {

    private final Purge purge;
    private final Deletions deletions;
    private final Stages stages;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Draw draw;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    private final List<String> diary = new ArrayList<>();

    PurgeIT(
            Purge purge,
            Deletions deletions,
            Stages stages,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Draw draw,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.purge = purge;
        this.deletions = deletions;
        this.stages = stages;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.draw = draw;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void whatIsOverIsWarnedOfOnceAndDeletedAWeekLater(ExchangeState state) {
        stages.in(state);

        nights("2026-11-26", "2027-02-28");

        // It was over on 25 November at 10:00: 23 and 30 days later the night is past already.
        assertThat(diary)
                .containsExactly("2026-12-19 warned of the purge of 2026-12-26T02:00:00Z", "2026-12-26 purged");
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "REGISTRATION_OPEN", "REGISTRATION_CLOSED"})
    void whatWasNeverDrawnCountsFromItsDate(ExchangeState state) {
        stages.in(state, new AnExchange().in("UTC").on("2026-12-24T02:00"));

        nights("2026-11-26", "2027-02-28");

        assertThat(diary)
                .containsExactly("2027-01-16 warned of the purge of 2027-01-23T02:00:00Z", "2027-01-23 purged");
    }

    @Test
    void theTriggersOfAnExchangeGoWithIt() {
        stages.in(ExchangeState.REGISTRATION_OPEN, new AnExchange().closingAt("2026-12-01T12:00"));
        var triggers = "SELECT trigger_name FROM qrtz_triggers WHERE trigger_group LIKE 'exchange%'";
        assertThat(jdbc.queryForList(triggers)).hasSize(1);

        nights("2027-01-17", "2027-01-24");

        assertThat(diary).hasSize(2);
        assertThat(jdbc.queryForList(triggers)).isEmpty();
    }

    @Test
    void whatIsDrawnIsNeverDeleted() {
        stages.in(ExchangeState.MATCHED);

        nights("2026-11-26", "2027-03-31");

        assertThat(diary).isEmpty();
    }

    @Test
    void aMachineThatWasOffFromDayTenToDayFortyWarnsFirst() {
        stages.in(ExchangeState.COMPLETED);

        nights("2026-11-26", "2026-12-05");
        night(Instant.parse("2027-01-04T09:30:00Z"));
        nights("2027-01-05", "2027-02-28");

        assertThat(diary)
                .containsExactly("2027-01-04 warned of the purge of 2027-01-12T02:00:00Z", "2027-01-12 purged");
    }

    @Test
    void aMachineThatWasOffAfterTheWarningDeletesWhenItIsBack() {
        stages.in(ExchangeState.COMPLETED);

        nights("2026-11-26", "2026-12-20");
        night(Instant.parse("2027-01-20T15:00:00Z"));

        assertThat(diary)
                .containsExactly("2026-12-19 warned of the purge of 2026-12-26T02:00:00Z", "2027-01-20 purged");
    }

    @Test
    void whatIsPostponedAfterTheWarningCountsFromItsNextCompletion() {
        var exchange = stages.in(ExchangeState.COMPLETED);
        nights("2026-11-26", "2026-12-20");

        lifecycle.postpone(exchange, LocalDateTime.parse("2027-01-10T18:00"), null);
        assertThat(deletions.deletionOf(exchange)).isEmpty();
        nights("2026-12-21", "2027-01-31");
        clock.set(Instant.parse("2027-02-01T00:00:00Z"));
        lifecycle.complete(exchange, null);
        nights("2027-02-01", "2027-03-31");

        assertThat(diary)
                .containsExactly(
                        "2026-12-19 warned of the purge of 2026-12-26T02:00:00Z",
                        "2027-02-24 warned of the purge of 2027-03-03T02:00:00Z",
                        "2027-03-03 purged");
    }

    @Test
    void whatIsPostponedAndThenNotDrawnAfterAllIsWarnedOfAgain() {
        var exchange = stages.in(ExchangeState.COMPLETED);
        nights("2026-11-26", "2026-12-20");

        lifecycle.postpone(exchange, LocalDateTime.parse("2027-01-10T18:00"), null);
        draw.cancel(exchange, null);
        nights("2026-12-21", "2027-02-28");

        assertThat(diary)
                .containsExactly(
                        "2026-12-19 warned of the purge of 2026-12-26T02:00:00Z",
                        "2027-02-03 warned of the purge of 2027-02-10T02:00:00Z",
                        "2027-02-10 purged");
    }

    @Test
    void aDraftWithANewDateIsWarnedOfAgain() {
        var exchange = stages.in(ExchangeState.DRAFT, new AnExchange().in("UTC").on("2026-12-01T00:00"));
        nights("2026-11-26", "2026-12-25");

        editing.edit(exchange, new AnExchange().in("UTC").on("2027-01-01T00:00").details(), null);
        nights("2026-12-26", "2027-02-28");

        assertThat(diary)
                .containsExactly(
                        "2026-12-24 warned of the purge of 2026-12-31T02:00:00Z",
                        "2027-01-24 warned of the purge of 2027-01-31T02:00:00Z",
                        "2027-01-31 purged");
    }

    @Test
    void thePageTellsTheSameNightBeforeAndAfterTheWarning() {
        var exchange = stages.in(ExchangeState.COMPLETED);

        nights("2026-11-26", "2026-12-01");
        assertThat(deletions.deletionOf(exchange)).contains(Instant.parse("2026-12-26T02:00:00Z"));

        nights("2026-12-02", "2026-12-25");
        assertThat(deletions.deletionOf(exchange)).contains(Instant.parse("2026-12-26T02:00:00Z"));
    }

    @Test
    void aPurgeTakesAllThatIsOldAndSaysHowMuch() {
        var old = List.of(stages.in(ExchangeState.COMPLETED), stages.in(ExchangeState.CANCELLED));
        clock.advance(Duration.ofDays(5));
        var younger = stages.in(ExchangeState.COMPLETED);

        var warning = night(Instant.parse("2026-12-19T02:00:00Z"));
        var mails = jdbc.query(
                "SELECT id FROM outbound_email WHERE exchange_id <> ?", (row, number) -> row.getLong(1), younger);
        var purging = night(Instant.parse("2026-12-26T02:00:00Z"));

        assertThat(warning).isEqualTo(new Purge.Result(2, 0, 0, 0, List.of()));
        assertThat(purging).isEqualTo(new Purge.Result(1, 2, 6, mails.size(), List.of()));
        assertThat(jdbc.query("SELECT id FROM exchange", (row, number) -> row.getLong(1)))
                .containsExactly(younger)
                .doesNotContainAnyElementsOf(old);
    }

    /** The purge of every night at 02:00, from the first to the last. */
    private void nights(String first, String last) {
        LocalDate.parse(first)
                .datesUntil(LocalDate.parse(last).plusDays(1))
                .forEach(day -> night(day.atTime(RetentionPolicy.DAILY_AT).toInstant(ZoneOffset.UTC)));
    }

    private Purge.Result night(Instant now) {
        clock.set(now);
        var result = purge.run(now);
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (result.warned() > 0) {
            diary.add(day + " warned of the purge of " + deletionSaid(now));
        }
        if (result.purged() > 0) {
            diary.add(day + " purged");
        }
        assertThat(result.problems()).isEmpty();
        return result;
    }

    /** What the warnings of a night say, all of them. */
    private String deletionSaid(Instant night) {
        return String.join(
                " and ",
                jdbc.query(
                        "SELECT DISTINCT detail FROM outbound_email WHERE kind = 'PURGE_WARNING' AND created_at = ?",
                        (row, number) -> row.getString(1),
                        night.toEpochMilli()));
    }
}
