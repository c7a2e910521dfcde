package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.webhook.WebhookEvent.COMPLETED;
import static org.sneakyklaus.webhook.WebhookEvent.RESCHEDULED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Observer.Outcome;
import org.sneakyklaus.draw.Observer.Step;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.matching.ManyDraws;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.util.ConcurrentLruCache;

/** What an organiser learns from copies of the exchange of a {@link Game}, with people of it. */
final class CopyMoves {

    private static final int MOST_DRAWS = 5;

    /** For how many imagined pairings the counts of the draws that avoid them are kept: they take 100 kB each. */
    private static final int PASTS = 500;

    private final Game game;
    private final World world;
    private final Random random;
    private final long exchange;

    CopyMoves(Game game) {
        this.game = game;
        this.world = game.world;
        this.random = game.random;
        this.exchange = game.exchange;
    }

    /**
     * Ends the exchange, or lets its day pass, so that its pairs are remembered; draws a copy with some of its people,
     * whom the organiser adds or who are invited, again and again; and takes the end back.
     */
    void drawCopy() {
        changeConsent();
        game.hear();
        var over = random.nextBoolean();
        if (over) {
            var date = world.exchanges().queries().byId(exchange).exchangeDate();
            world.around().clock().set(date.toInstant());
            world.exchanges().lifecycle().completeDue(List.of(exchange));
        } else {
            world.exchanges().lifecycle().complete(exchange, null);
        }
        var invite = random.nextBoolean();
        var copy = world.exchanges().editing().copy(exchange, invite);
        world.exchanges().editing().edit(copy, game.in(Game.DAYS).details(), null);
        var people = mailed(exchange);
        var some = someOf(people.keySet());
        var added = invite ? someOf(some) : some;
        if (random.nextBoolean()) {
            added.forEach(address -> add(copy, address));
        }
        assertThatConsentAloneIsSeen(copy, invite, people);
        game.look(copy);
        some.stream().filter(address -> !isIn(copy, address)).forEach(address -> {
            if (added.contains(address)) {
                add(copy, address);
            } else {
                world.people()
                        .registration()
                        .register(copy, address, profile(address), new Registration.Wishes(true, false), "");
            }
        });
        add(copy, game.address("mine"));
        var confirming = random.nextBoolean();
        mailed(copy).values().stream()
                .filter(person -> confirming || person.name().startsWith("mine") || random.nextBoolean())
                .forEach(game::confirm);
        assertThatRulesAloneComeBack(copy);
        world.exchanges().lifecycle().close(copy, null);
        addRules(copy);
        if (isDrawn(copy)) {
            seeCopy(copy, random.nextInt(1, MOST_DRAWS));
            game.look(copy);
        }
        game.tell((over ? "over, " : "") + (invite ? "invited again, with " : "copied with ") + some);
        if (random.nextBoolean()) {
            delete(copy);
        }
        var date = world.exchanges().queries().byId(exchange).exchangeDate();
        world.exchanges().lifecycle().postpone(exchange, date.plusDays(1).toLocalDateTime(), null);
        game.hear(COMPLETED, RESCHEDULED);
    }

    /** Some want to be invited next time, and some do not want it any more. */
    private void changeConsent() {
        mailed(exchange).values().stream()
                .filter(person -> person.confirmed() && person.way() == Way.EMAIL)
                .forEach(person -> {
                    switch (random.nextInt(5)) {
                        case 0, 1, 2 -> world.people().nextTime().agree(exchange, person.id());
                        case 3 -> world.people().nextTime().takeBack(exchange, person.id());
                        default -> game.tell(person.id() + " leaves it at that");
                    }
                });
    }

    private boolean agreed(ParticipantView person) {
        return world.people()
                .nextTime()
                .find(world.exchanges().queries().byId(exchange), person)
                .isPresent();
    }

    /** Opens the copy, which tells how many agreed, and writes to all of them. */
    private void assertThatConsentAloneIsSeen(long copy, boolean invite, Map<EmailAddress, ParticipantView> people) {
        var asked = invite && !isAnyOfTheSeriesRunning(copy)
                ? people.values().stream().filter(this::agreed).count()
                : 0;
        assertThat(world.people()
                        .nextTime()
                        .countToInvite(world.exchanges().queries().byId(copy)))
                .as("how many are invited is how many agreed, while nothing of the series runs")
                .isEqualTo(Math.toIntExact(asked));
        world.exchanges().lifecycle().open(copy, null);
        var invited = world.around()
                .jdbc()
                .queryForObject(
                        "SELECT COUNT(*) FROM outbound_email WHERE exchange_id = ? AND kind = 'INVITED_AGAIN'",
                        Integer.class,
                        copy);
        assertThat(invited)
                .as("invitations of those who agreed, also if the organiser added them")
                .isEqualTo(Math.toIntExact(asked));
    }

    private boolean isAnyOfTheSeriesRunning(long copy) {
        return !world.around()
                .jdbc()
                .queryForList(
                        "SELECT 1 FROM exchange WHERE state IN ('REGISTRATION_OPEN', 'REGISTRATION_CLOSED', 'MATCHED')"
                                + " AND series_id = (SELECT series_id FROM exchange WHERE id = ?)",
                        copy)
                .isEmpty();
    }

    /** The rules of a copy in which people have confirmed themselves are the organiser's own, by whom they are about. */
    private void assertThatRulesAloneComeBack(long copy) {
        var confirmed = mailed(copy);
        confirmed.values().removeIf(person -> !person.confirmed());
        var agreed = mailed(exchange);
        agreed.values().removeIf(person -> !agreed(person) || !person.confirmed());
        assertThat(rules(copy, address -> true))
                .as("rules that come back are those between two who agreed, and nothing else")
                .isEqualTo(rules(exchange, address -> agreed.containsKey(address) && confirmed.containsKey(address)));
    }

    private Set<List<EmailAddress>> rules(long exchange, Predicate<EmailAddress> who) {
        var addresses = mailed(exchange).values().stream()
                .collect(Collectors.toMap(ParticipantView::id, ParticipantView::requiredEmail));
        return world.exchanges().exclusions().of(exchange).stream()
                .flatMap(rule -> rule.mutual()
                        ? Stream.of(
                                List.of(rule.participantA(), rule.participantB()),
                                List.of(rule.participantB(), rule.participantA()))
                        : Stream.of(List.of(rule.participantA(), rule.participantB())))
                .filter(addresses.keySet()::containsAll)
                .map(rule -> rule.stream().map(addresses::get).toList())
                .filter(rule -> rule.stream().allMatch(who))
                .collect(Collectors.toSet());
    }

    private Map<EmailAddress, ParticipantView> mailed(long exchange) {
        return world.people().queries().active(exchange).stream()
                .filter(ParticipantView::mailed)
                .collect(Collectors.toMap(ParticipantView::requiredEmail, person -> person));
    }

    private boolean isIn(long copy, EmailAddress address) {
        return mailed(copy).containsKey(address);
    }

    private Set<EmailAddress> someOf(Collection<EmailAddress> addresses) {
        var order = new ArrayList<>(addresses);
        order.sort(Comparator.comparing(EmailAddress::value));
        Collections.shuffle(order, random);
        return new HashSet<>(order.subList(0, random.nextInt(Math.min(2, order.size()), order.size() + 1)));
    }

    private void add(long copy, EmailAddress address) {
        world.people().membership().add(copy, profile(address), address);
    }

    private static ProfileDetails profile(EmailAddress address) {
        return new ProfileDetails(address.value().substring(0, address.value().indexOf('@')), "");
    }

    private void addRules(long copy) {
        var there = new ArrayList<>(world.people().queries().active(copy));
        Collections.shuffle(there, random);
        for (var rule = random.nextInt(there.size() / 2); rule > 0; rule--) {
            try {
                world.exchanges()
                        .exclusions()
                        .add(
                                copy,
                                there.get(2 * rule).id(),
                                there.get(2 * rule - 1).id(),
                                random.nextBoolean());
            } catch (RuleViolation known) {
                game.tell("a rule that came back");
            }
        }
    }

    private boolean isDrawn(long copy) {
        try {
            world.draws().draw().draw(copy, List.of(), null);
            return true;
        } catch (RuleViolation impossible) {
            return false;
        }
    }

    private void delete(long copy) {
        var state = world.exchanges().queries().byId(copy).state();
        if (state == ExchangeState.MATCHED) {
            world.draws().draw().cancel(copy, null);
        }
        world.exchanges().lifecycle().callOff(copy, null);
        world.exchanges()
                .editing()
                .delete(copy, world.exchanges().queries().byId(copy).name());
        game.tell("and deleted it");
    }

    private void seeCopy(long copy, int draws) {
        var group = world.draws().groups().of(copy);
        var copies = world.people().queries().active(copy);
        var kept = world.draws().memory().isKept(world.exchanges().queries().byId(copy));
        var counting = copies.stream()
                .filter(person -> kept && person.confirmed())
                .collect(Collectors.toMap(ParticipantView::requiredEmail, ParticipantView::id));
        var own = copies.stream()
                .filter(person -> person.name().startsWith("mine"))
                .map(ParticipantView::id)
                .toList();
        var people = game.byId();
        if (people.values().stream()
                        .filter(person -> idIn(counting, person) != null)
                        .count()
                < 2) {
            // Nothing is avoided, so nothing that is drawn has to do with the pairing.
            return;
        }
        var drawsByPast = new ConcurrentLruCache<Set<Pair>, ManyDraws>(
                PASTS, past -> new ManyDraws(AvoidingDraw.avoiding(List.of(past), group.problem())));
        for (var again = draws; again > 0; again--) {
            world.draws().draw().drawAgain(copy, null);
            var really = game.receivers(copy, own);
            game.observer.see(new Step(
                    pairing -> {
                        var past = new HashSet<Pair>();
                        pairing.forEach((giver, receiver) -> {
                            var from = idIn(counting, people.get(giver));
                            var to = idIn(counting, people.get(receiver));
                            if (from != null && to != null) {
                                past.add(new Pair(from, to));
                            }
                        });
                        var drawn = drawsByPast.get(past).draw(random);
                        return new Outcome(pairing, Game.shown(drawn, own));
                    },
                    really));
        }
    }

    /** Who they are in the copy, where a pair of theirs is avoided; null if it is not, as they have not confirmed. */
    private static @Nullable Long idIn(Map<EmailAddress, Long> counting, @Nullable ParticipantView person) {
        return person == null || !person.mailed() || !person.confirmed() ? null : counting.get(person.requiredEmail());
    }
}
