package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/**
 * An organiser who does anything that organisers may do, at random, with invented people of their own among the others,
 * and reckons from all that these are shown how likely each pair is. Where no page warns, no pair becomes likely. Nor
 * does what is sent, told or shown to the organiser depend on the pairing.
 *
 * <p>{@link Moves} and {@link CopyMoves} are what they do, {@link Game} is how each move is judged.
 *
 * <p>{@code -Dstrategies.runs=2000 -Dstrategies.seed=7} plays more of them, or others.
 */
@Tag("once")
@IntegrationTest
class StrategiesIT {

    private static final int RUNS = Integer.getInteger("strategies.runs", 200);
    private static final long SEED = Long.getLong("strategies.seed", 20261127);

    private final AutowireCapableBeanFactory beans;

    StrategiesIT(AutowireCapableBeanFactory beans) {
        this.beans = beans;
    }

    @Test
    void noStrategyFindsOutWhoGivesToWhom() {
        var world = World.of(beans);
        var news = new News(world.around().jdbc());
        news.subscribe(beans.getBean(WebhookEndpoints.class));
        var pages = new Pages(
                beans.getBean(Site.class), world, beans.getBean(Pairings.class), beans.getBean(SealedReceiver.class));
        var tally = new Tally();
        var found = new ArrayList<String>();
        for (var run = 0; run < RUNS; run++) {
            var game = new Game(world, news, pages, tally, new Random(SEED + run));
            new Moves(game).play();
            if (game.found() != null) {
                found.add("seed " + (SEED + run) + ": " + game.found());
            }
        }
        System.getLogger("strategies")
                .log(
                        System.Logger.Level.INFO,
                        "%d runs from seed %d, %s; found %s".formatted(RUNS, SEED, tally, found));
        assertThat(found).isEmpty();
        tally.assertThatGiversAloneKnowLatecomers();
    }
}
