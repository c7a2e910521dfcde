package org.sneakyklaus.draw;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Observer.Outcome;
import org.sneakyklaus.draw.Observer.Step;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.matching.ManyDraws;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.matching.PairingRepair;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.webhook.WebhookEvent;

/**
 * One exchange, and one organiser who wants to know. After each move {@link #hear} reads what was sent and told,
 * {@link #see} what the organiser's invented people are shown, and {@link #judge} reckons what follows from all of it.
 */
final class Game {

    /** For how many days at the most an exchange is still to come. */
    static final int DAYS = 30;

    static final int MOST_INVENTED = 2;

    /** A pair this likely counts as found out, and is looked at more closely first. */
    static final double LIKELY = 0.75;

    /** Pages take longer than all the rest: after so many moves they are opened once. */
    private static final int MOVES_A_LOOK = 3;

    private static final int IMAGINED = 40;
    private static final int IMAGINED_CLOSER = 5_000;

    final World world;
    final Tally tally;
    final Random random;
    final long exchange;
    final Observer observer;

    /** Whose recipients the organiser sees. */
    final Set<Long> invented = new TreeSet<>();

    /** Who came after the names were drawn; of them the pages warn. */
    final Set<Long> late = new TreeSet<>();

    /** Whom the organiser looked after until now, and so knows whom they give to. */
    final Set<Long> handedAway = new TreeSet<>();

    /** Those with an address who left, and may come back. */
    final List<ParticipantView> gone = new ArrayList<>();

    private final News news;
    private final Pages pages;
    private final StringBuilder story = new StringBuilder();
    private int inventions;
    private @Nullable String found;

    /** Gathers six to nine people, some of them under rules, looked after, by link or invented, and draws. */
    Game(World world, News news, Pages pages, Tally tally, Random random) {
        this.world = world;
        this.news = news;
        this.pages = pages;
        this.tally = tally;
        this.random = random;
        this.observer = new Observer(IMAGINED, random);
        var names = new ArrayList<String>();
        var people = random.nextInt(6, 10);
        for (var i = 0; i < people; i++) {
            names.add("real" + i);
        }
        if (random.nextBoolean()) {
            names.add("mine");
        }
        exchange = world.exchanges().editing().create(in(DAYS).details());
        world.around().stages().bring(exchange, ExchangeState.REGISTRATION_CLOSED, names.toArray(String[]::new));
        confirmAll();
        var ids = ids();
        for (var couple = random.nextInt(3); couple > 0; couple--) {
            world.exchanges().exclusions().add(exchange, ids.get(2 * couple - 2), ids.get(2 * couple - 1), true);
        }
        if (names.contains("mine")) {
            invented.add(ids.get(people));
        }
        if (random.nextInt(3) == 0) {
            var guardian = pick(ids);
            lookAfter(guardian, invented.contains(guardian) ? MOST_INVENTED - invented.size() : random.nextInt(1, 3));
        }
        if (random.nextInt(3) == 0) {
            world.people().links().add(exchange, new ProfileDetails("linked", ""), null);
            confirmAll();
            tell("one takes part by a link");
        }
        world.draws().draw().draw(exchange, List.of(), null);
        seeDraw("drawn");
        hear(byId().keySet(), WebhookEvent.DRAWN);
    }

    /** Adds people whom one of the others looks after; the organiser sees whom those of invented people drew. */
    private void lookAfter(long guardian, int some) {
        for (var i = 0; i < some; i++) {
            world.people().guardianship().addByAdmin(exchange, guardian, new ProfileDetails("kid" + i, ""));
        }
        confirmAll();
        if (invented.contains(guardian)) {
            invented.addAll(kidsOf(guardian));
        }
        tell(guardian + " looks after " + kidsOf(guardian));
    }

    Set<Long> kidsOf(long guardian) {
        return world.people().queries().lookedAfterBy(guardian).stream()
                .filter(ParticipantView::active)
                .map(ParticipantView::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Long> ids() {
        return List.copyOf(byId().keySet());
    }

    /** Those who take part, in the order in which they came. */
    Map<Long, ParticipantView> byId() {
        var people = new LinkedHashMap<Long, ParticipantView>();
        world.people().queries().active(exchange).forEach(person -> people.put(person.id(), person));
        return people;
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** An address that nobody has had yet. */
    EmailAddress address(String name) {
        return new EmailAddress(name + inventions++ + "@example.org");
    }

    AnExchange in(int days) {
        return new AnExchange().on(day(days)).rememberingPairs();
    }

    String day(int days) {
        return LocalDateTime.ofInstant(world.around().clock().instant(), ZoneOffset.UTC)
                .plusDays(days)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private void confirmAll() {
        world.around()
                .jdbc()
                .update("UPDATE participant SET confirmed_at = created_at WHERE exchange_id = ?", exchange);
    }

    /** They open the link of an email. */
    void confirm(ParticipantView person) {
        var link = world.around()
                .tokens()
                .issue(TokenSpec.mailedSignIn(person.requiredEmail(), person.id(), person.exchangeId()));
        world.around().tokens().use(link.text(), Purpose.MAGIC_LINK);
    }

    /** As the participants' pages decide. */
    boolean isWarned() {
        var activity = world.exchanges().history().of(exchange);
        return activity.riskOfAdjustments() == AdjustmentRisk.NO_CHOICE
                || activity.riskOfDraw().orElseThrow() == AdjustmentRisk.NO_CHOICE;
    }

    /** Notes who does not take part any more; returns them with those who left with them. */
    Set<Long> noteGone(Map<Long, ParticipantView> before) {
        var left = new TreeSet<>(before.keySet());
        left.removeAll(byId().keySet());
        before.values().stream()
                .filter(person -> left.contains(person.id()) && person.mailed())
                .forEach(gone::add);
        invented.removeAll(left);
        late.removeAll(left);
        return left;
    }

    void tell(String what) {
        story.append(what).append("; ");
    }

    void seeDraw(String what) {
        late.clear();
        handedAway.clear();
        var draws = new ManyDraws(world.draws().groups().of(exchange).problem());
        observer.forget();
        see(what, any -> draws.draw(random));
    }

    /** Looks at what invented people are shown after a move that leaves the pairing as it was. */
    void see(String what) {
        see(what, pairing -> pairing);
    }

    void see(String what, UnaryOperator<Map<Long, Long>> act) {
        var own = List.copyOf(invented);
        var really = receivers(exchange, own);
        tell(what + ": " + really);
        observer.see(new Step(
                pairing -> {
                    var next = act.apply(pairing);
                    return new Outcome(next, shown(next, own));
                },
                really));
    }

    static Map<Long, Long> shown(Map<Long, Long> pairing, List<Long> people) {
        var shown = new HashMap<>(pairing);
        shown.keySet().retainAll(people);
        return shown;
    }

    /** What these are shown. */
    Map<Long, Long> receivers(long exchange, List<Long> people) {
        return people.stream()
                .collect(Collectors.toMap(
                        person -> person,
                        person -> world.draws()
                                .queries()
                                .receiverOf(exchange, person)
                                .orElseThrow()));
    }

    /** Reads what was sent and told after a move, which is about nobody more than about others. */
    void hear(WebhookEvent... events) {
        hear(Set.of(), events);
    }

    /** @param about whom the move is about */
    void hear(Collection<Long> about, WebhookEvent... events) {
        news.assertThatItDependsOnTheMoveAlone(
                world.exchanges().queries().byId(exchange),
                world.people().queries().active(exchange),
                Set.copyOf(about),
                events);
        world.around().clock().advance(Duration.ofMillis(1));
    }

    /** Opens the organiser's pages about an exchange, this one or a copy. */
    void look(long shown) {
        pages.assertThatTheyTellNothing(exchange, shown, random);
    }

    void judge() {
        if (random.nextInt(MOVES_A_LOOK) == 0) {
            look(exchange);
        }
        if (isWarned()) {
            return;
        }
        var closer = observer;
        for (var imagined = IMAGINED; likeliest(closer, Map.of()) >= LIKELY && imagined < IMAGINED_CLOSER; ) {
            imagined *= 5;
            closer = observer.closer(imagined);
        }
        var reckoned = likeliest(closer, Map.of());
        if (reckoned >= LIKELY) {
            var known = byRules();
            reckoned = likeliest(closer, known);
            if (reckoned >= LIKELY) {
                found = "%.2f after %s of %s under %s; reckoned %s, by rules %s"
                        .formatted(
                                reckoned,
                                story,
                                ids(),
                                world.draws().groups().of(exchange).rules(),
                                closer.likelihoods(),
                                known);
            }
        }
        tally.notePair(reckoned);
    }

    /** What became known though no page warns, or null. */
    @Nullable
    String found() {
        return found;
    }

    /** How likely each pair would be had names just been drawn, for who knows whom the invented give to. */
    private Map<Long, Map<Long, Double>> byRules() {
        var problem = world.draws().groups().of(exchange).problem();
        var own = List.copyOf(invented);
        var draws = new ManyDraws(problem);
        var alone = new Observer(IMAGINED_CLOSER, random);
        alone.see(new Step(
                nothing -> {
                    // Of several circles, which an adjustment may leave, no draw may consist.
                    var pairing = random.nextBoolean()
                            ? draws.draw(random)
                            : ((Matched) PairingRepair.repair(problem, Map.of(), random)).receiverByGiver();
                    return new Outcome(pairing, shown(pairing, own));
                },
                receivers(exchange, own)));
        return alone.likelihoods();
    }

    /**
     * How likely the likeliest pair is, but for those of invented people, of who came late, and those that are as good
     * as known.
     */
    private double likeliest(Observer observer, Map<Long, Map<Long, Double>> known) {
        return observer.likelihoods().entrySet().stream()
                .filter(giver -> !invented.contains(giver.getKey())
                        && !handedAway.contains(giver.getKey())
                        && !late.contains(giver.getKey()))
                .flatMap(giver -> giver.getValue().entrySet().stream()
                        .filter(pair ->
                                known.getOrDefault(giver.getKey(), Map.of()).getOrDefault(pair.getKey(), 0.0) < LIKELY))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
