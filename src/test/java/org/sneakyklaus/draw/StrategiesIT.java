package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.webhook.WebhookEvent.ADJUSTED;
import static org.sneakyklaus.webhook.WebhookEvent.COMPLETED;
import static org.sneakyklaus.webhook.WebhookEvent.DRAWN;
import static org.sneakyklaus.webhook.WebhookEvent.REDRAWN;
import static org.sneakyklaus.webhook.WebhookEvent.RESCHEDULED;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.Observer.Outcome;
import org.sneakyklaus.draw.Observer.Step;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.matching.PairingRepair;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An organiser who does anything that organisers may do, at random, with invented people of their own among the others,
 * and reckons from all that these are shown how likely each pair is. Where no page warns, no pair becomes likely.
 *
 * <p>{@code -Dstrategies.runs=2000 -Dstrategies.seed=7} plays more of them, or others.
 */
@Tag("once")
@IntegrationTest
class StrategiesIT {

    private static final int RUNS = Integer.getInteger("strategies.runs", 200);
    private static final long SEED = Long.getLong("strategies.seed", 20261127);

    private static final String DISPATCH_OUTBOX = "dispatch_outbox";
    private static final int MOST_MOVES = 8;
    private static final int MOST_INVENTED = 2;
    private static final int MOST_DRAWS_OF_COPY = 5;
    private static final int DAYS = 30;
    /** A pair this likely counts as found out, and is looked at more closely first. */
    private static final double LIKELY = 0.75;

    private static final int IMAGINED = 40;
    private static final int IMAGINED_CLOSER = 5_000;

    private final Stages stages;
    private final Draw draw;
    private final DrawAdjuster adjuster;
    private final Reveals reveals;
    private final AssignmentQueries assignments;
    private final Groups groups;
    private final SeriesMemory memory;
    private final PersonalLinks links;
    private final World world;

    private Random random = new Random();
    private double likeliest;
    private int moves;
    private int latecomers;
    private int latecomersKnown;
    private double latecomersExpected;

    /** Everything around the draw. */
    private record World(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Exclusions exclusions,
            Membership membership,
            Guardianship guardianship,
            ParticipantQueries participants,
            JobTrigger jobs,
            WebhookNews webhooks,
            JdbcTemplate jdbc,
            TestClock clock) {}

    StrategiesIT(
            Stages stages,
            Draw draw,
            DrawAdjuster adjuster,
            Reveals reveals,
            AssignmentQueries assignments,
            Groups groups,
            SeriesMemory memory,
            PersonalLinks links,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Exclusions exclusions,
            Membership membership,
            Guardianship guardianship,
            ParticipantQueries participants,
            JobTrigger jobs,
            WebhookEndpoints webhooks,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.stages = stages;
        this.draw = draw;
        this.adjuster = adjuster;
        this.reveals = reveals;
        this.assignments = assignments;
        this.groups = groups;
        this.memory = memory;
        this.links = links;
        this.world = new World(
                editing,
                lifecycle,
                exchanges,
                history,
                exclusions,
                membership,
                guardianship,
                participants,
                jobs,
                new WebhookNews(webhooks, jdbc),
                jdbc,
                clock);
    }

    @Test
    void noStrategyFindsOutWhoGivesToWhom() {
        world.webhooks().subscribe();
        var found = new ArrayList<String>();
        for (var run = 0; run < RUNS; run++) {
            random = new Random(SEED + run);
            var game = new Game();
            game.play();
            if (game.found != null) {
                found.add("seed " + (SEED + run) + ": " + game.found);
            }
        }
        System.getLogger("strategies")
                .log(
                        System.Logger.Level.INFO,
                        "%d runs from seed %d, %d moves: likeliest pair %.2f; of %d who joined late %d were known, %.1f expected; found %s"
                                .formatted(
                                        RUNS,
                                        SEED,
                                        moves,
                                        likeliest,
                                        latecomers,
                                        latecomersKnown,
                                        latecomersExpected,
                                        found));
        assertThat(found).isEmpty();
        assertThat((double) latecomersKnown)
                .as("whoever gives to a newcomer knows whom they give to: the pages warn of that, and of no more")
                .isLessThanOrEqualTo(latecomersExpected + 4 * Math.sqrt(latecomersExpected) + 2);
    }

    /** One exchange, and one organiser who wants to know. */
    private final class Game {

        private final long exchange;
        private final Observer observer = new Observer(IMAGINED, random);
        private final Set<Long> invented = new TreeSet<>();
        /** Who came after the names were drawn; of them the pages warn. */
        private final Set<Long> late = new TreeSet<>();

        /** Whom the organiser looked after until now, and so knows whom they give to. */
        private final Set<Long> handedAway = new TreeSet<>();

        private final List<ParticipantView> gone = new ArrayList<>();
        private final StringBuilder story = new StringBuilder();
        private int inventions;
        private @Nullable String found;

        Game() {
            var names = new ArrayList<String>();
            var people = random.nextInt(6, 10);
            for (var i = 0; i < people; i++) {
                names.add("real" + i);
            }
            if (random.nextBoolean()) {
                names.add("mine");
            }
            exchange = world.editing().create(in(DAYS).details());
            stages.bring(exchange, ExchangeState.REGISTRATION_CLOSED, names.toArray(String[]::new));
            confirmAll(exchange);
            var ids = ids();
            for (var couple = random.nextInt(3); couple > 0; couple--) {
                world.exclusions().add(exchange, ids.get(2 * couple - 2), ids.get(2 * couple - 1), true);
            }
            if (names.contains("mine")) {
                invented.add(ids.get(people));
            }
            if (random.nextInt(3) == 0) {
                var guardian = pick(ids);
                lookAfter(
                        guardian, invented.contains(guardian) ? MOST_INVENTED - invented.size() : random.nextInt(1, 3));
            }
            if (random.nextInt(3) == 0) {
                links.add(exchange, new ProfileDetails("linked", ""));
                confirmAll(exchange);
                story.append("one takes part by a link; ");
            }
            draw.draw(exchange, List.of(), null);
            seeDraw("drawn");
            hear(DRAWN);
        }

        /** Adds people whom one of the others looks after; the organiser sees whom those of invented people drew. */
        private void lookAfter(long guardian, int some) {
            for (var i = 0; i < some; i++) {
                world.guardianship().addByAdmin(exchange, guardian, new ProfileDetails("kid" + i, ""));
            }
            confirmAll(exchange);
            if (invented.contains(guardian)) {
                invented.addAll(kidsOf(guardian));
            }
            story.append(guardian)
                    .append(" looks after ")
                    .append(kidsOf(guardian))
                    .append("; ");
        }

        private Set<Long> kidsOf(long guardian) {
            return world.participants().lookedAfterBy(guardian).stream()
                    .filter(ParticipantView::active)
                    .map(ParticipantView::id)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        void play() {
            for (var move = random.nextInt(2, MOST_MOVES + 1); move > 0 && found == null && !isWarned(); move--) {
                moves++;
                switch (random.nextInt(12)) {
                    case 0 -> drawAgain();
                    case 1 -> undoAndDraw();
                    case 2, 3 -> drawCopy();
                    case 4 -> everybodyLooksBut(random.nextInt(3));
                    case 5 -> tryWhilePaused();
                    case 6 -> edit();
                    case 7 -> openALink();
                    default -> adjust();
                }
                judge();
            }
        }

        /** As the participants' pages decide. */
        private boolean isWarned() {
            var activity = world.history().of(exchange);
            return activity.riskOfAdjustments() == AdjustmentRisk.NO_CHOICE
                    || activity.riskOfDraw().orElseThrow() == AdjustmentRisk.NO_CHOICE;
        }

        private void drawAgain() {
            var exported = exported();
            draw.drawAgain(exchange, null);
            hear(REDRAWN);
            assertThat(exported()).as("the export says nothing of the pairing").isEqualTo(exported);
            late.clear();
            handedAway.clear();
            seeDraw("drawn again");
        }

        private void undoAndDraw() {
            draw.cancel(exchange, null);
            draw.draw(exchange, List.of(), null);
            hear(DRAWN);
            late.clear();
            handedAway.clear();
            seeDraw("undone and drawn");
        }

        private void seeDraw(String what) {
            var group = groups.of(exchange);
            see(what, pairing -> ((Matched) AvoidingDraw.draw(group.problem(), List.of(), random)).receiverByGiver());
        }

        /** What the exported table of people is made of. */
        private List<ParticipantView> exported() {
            return world.participants().all(exchange);
        }

        /** Were a draw changed now, nobody would hear of it. */
        private void tryWhilePaused() {
            world.jobs().pause(DISPATCH_OUTBOX);
            for (ThrowingCallable move : List.<ThrowingCallable>of(
                    () -> draw.drawAgain(exchange, null),
                    () -> draw.cancel(exchange, null),
                    () -> adjuster.adjust(exchange, new Changes(Set.of(ids().get(0)), List.of(), Set.of()), null))) {
                assertThatThrownBy(move).isInstanceOf(ConflictException.class);
            }
            world.jobs().resume(DISPATCH_OUTBOX);
            hear();
            see("tried while paused", pairing -> pairing);
        }

        /** Renews the link of somebody, or lets its word be chosen anew and looks, which everybody reads. */
        private void openALink() {
            var linked = byId().values().stream()
                    .filter(person -> person.linked() && !invented.contains(person.id()))
                    .map(ParticipantView::id)
                    .toList();
            if (linked.isEmpty()) {
                return;
            }
            var victim = pick(linked);
            var looks = invented.size() < MOST_INVENTED && random.nextBoolean();
            if (looks) {
                links.resetWord(exchange, victim);
                invented.add(victim);
            } else {
                links.renew(exchange, List.of(victim));
            }
            assertThat(world.history().of(exchange).happenings(ZoneOffset.UTC).get(0))
                    .as("everybody reads it, by name")
                    .returns(looks ? Kind.WORD_RESET : Kind.LINK_RENEWED, Happening::kind)
                    .returns(List.of(victim), Happening::people);
            hear();
            see((looks ? "looked by the link of " : "renewed the link of ") + victim, pairing -> pairing);
        }

        private void edit() {
            var before = world.exchanges().byId(exchange).exchangeDate();
            world.editing().edit(exchange, in(random.nextInt(1, DAYS)).details());
            var isMoved = !world.exchanges().byId(exchange).exchangeDate().equals(before);
            hear(isMoved ? new WebhookEvent[] {RESCHEDULED} : new WebhookEvent[0]);
            see("edited", pairing -> pairing);
        }

        private void everybodyLooksBut(int some) {
            ids().stream().skip(some).forEach(giver -> reveals.reveal(exchange, giver));
            hear();
        }

        private void adjust() {
            var leaving = new TreeSet<Long>();
            var joining = new ArrayList<Newcomer>();
            var notWith = new TreeSet<Long>();
            var there = ids();
            for (var i = random.nextInt(3); i > 0; i--) {
                var mine = !invented.isEmpty() && random.nextBoolean();
                leaving.add(pick(mine ? List.copyOf(invented) : there));
            }
            for (var i = random.nextInt(3); i > 0 || (leaving.isEmpty() && joining.isEmpty()); i--) {
                if (!gone.isEmpty() && random.nextBoolean()) {
                    var back = gone.get(random.nextInt(gone.size()));
                    if (!back.name().startsWith("mine") || invented.size() + joining.size() < MOST_INVENTED) {
                        gone.remove(back);
                        joining.add(newcomer(back.requiredEmail().value()));
                    }
                } else if (invented.size() + joining.size() < MOST_INVENTED) {
                    joining.add(newcomer("mine" + inventions++ + "@example.org"));
                } else if (leaving.isEmpty()) {
                    leaving.add(pick(there));
                }
            }
            if (!joining.isEmpty() && random.nextInt(3) == 0) {
                for (var i = random.nextInt(1, 4); i > 0; i--) {
                    notWith.add(pick(there));
                }
                notWith.removeAll(leaving);
            }
            var before = byId();
            var handedOver = new HashMap<Long, Long>();
            for (var guardian : leaving) {
                var kids = kidsOf(guardian);
                var others = new ArrayList<>(there);
                others.removeAll(leaving);
                others.removeIf(
                        other -> Objects.requireNonNull(before.get(other)).lookedAfter());
                // Of more than these, what is seen could hardly be imagined again.
                if (invented.size() + joining.size() + kids.size() > MOST_INVENTED) {
                    others.removeAll(invented);
                }
                if (!kids.isEmpty() && !others.isEmpty() && random.nextBoolean()) {
                    handedOver.put(guardian, pick(others));
                }
            }
            try {
                adjuster.adjust(exchange, new Changes(leaving, joining, notWith, handedOver), null);
            } catch (RuleViolation refused) {
                hear();
                return;
            }
            hear(ADJUSTED);
            before.keySet().stream()
                    .filter(person -> !byId().containsKey(person))
                    .forEach(leaving::add);
            leaving.stream()
                    .map(person -> Objects.requireNonNull(before.get(person)))
                    .filter(ParticipantView::mailed)
                    .forEach(gone::add);
            invented.removeAll(leaving);
            late.removeAll(leaving);
            for (var guardian : new TreeSet<>(handedOver.values())) {
                if (invented.contains(guardian)) {
                    // Everybody is told that these are known now.
                    invented.addAll(kidsOf(guardian));
                } else {
                    kidsOf(guardian).stream().filter(invented::remove).forEach(handedAway::add);
                }
            }
            var joined = new TreeSet<>(ids());
            joined.removeAll(before.keySet());
            var own = byId().values().stream()
                    .filter(person ->
                            joined.contains(person.id()) && person.name().startsWith("mine"))
                    .map(ParticipantView::id)
                    .toList();
            gone.removeIf(person -> joined.contains(person.id()));
            invented.addAll(own);
            late.addAll(joined);
            var group = groups.of(exchange);
            for (var newcomer : joined) {
                if (!invented.contains(newcomer)) {
                    latecomers++;
                    latecomersExpected += (double) invented.size() / (group.size() - 1);
                }
            }
            see(
                    "left " + leaving + ", joined " + joined + ", not with " + notWith + ", handed over " + handedOver,
                    pairing -> {
                        var adjusted = new ChangedGroup(group, joined).adjusted(pairing, random);
                        return ((Matched) adjusted.result()).receiverByGiver();
                    });
            if (!isWarned()) {
                var likelihoods = observer.likelihoods();
                joined.stream()
                        .filter(newcomer -> !invented.contains(newcomer))
                        .filter(newcomer -> highest(likelihoods.get(newcomer)) >= LIKELY)
                        .forEach(newcomer -> latecomersKnown++);
            }
        }

        /**
         * Ends the exchange, or lets its day pass, so that its pairs are remembered; draws a copy with some of its
         * people, again and again; and takes the end back.
         */
        private void drawCopy() {
            var over = random.nextBoolean();
            if (over) {
                world.clock()
                        .set(world.exchanges().byId(exchange).exchangeDate().toInstant());
                world.lifecycle().completeDue(List.of(exchange));
            } else {
                world.lifecycle().complete(exchange, null);
            }
            var copy = world.editing().copy(exchange, false);
            world.editing().edit(copy, in(DAYS).details());
            world.lifecycle().open(copy, null);
            var people = byId();
            people.values().removeIf(person -> !person.mailed());
            var order = new ArrayList<>(people.keySet());
            Collections.shuffle(order, random);
            var some = order.subList(0, random.nextInt(2, order.size() + 1));
            some.forEach(person -> add(
                    copy,
                    Objects.requireNonNull(people.get(person)).requiredEmail().value()));
            add(copy, "mine" + inventions++ + "@example.org");
            world.jdbc()
                    .update(
                            "UPDATE participant SET confirmed_at = created_at WHERE exchange_id = ? AND name LIKE ?",
                            copy,
                            random.nextBoolean() ? "mine%" : "%");
            world.lifecycle().close(copy, null);
            var there = new ArrayList<>(world.participants().active(copy));
            Collections.shuffle(there, random);
            for (var rule = random.nextInt(there.size() / 2); rule > 0; rule--) {
                var giver = there.get(2 * rule);
                var receiver = there.get(2 * rule - 1);
                world.exclusions().add(copy, giver.id(), receiver.id(), random.nextBoolean());
            }
            if (isDrawn(copy)) {
                seeCopy(copy, people, random.nextInt(1, MOST_DRAWS_OF_COPY));
            }
            story.append(over ? "over, copied with " : "copied with ").append(some);
            if (random.nextBoolean()) {
                if (world.exchanges().byId(copy).state() == ExchangeState.MATCHED) {
                    draw.cancel(copy, null);
                }
                world.lifecycle().callOff(copy, null);
                world.editing().delete(copy, world.exchanges().byId(copy).name());
                story.append(", and deleted it");
            }
            story.append("; ");
            world.lifecycle().postpone(exchange, in(DAYS).details().exchangeDate(), null);
            hear(COMPLETED, RESCHEDULED);
        }

        private boolean isDrawn(long copy) {
            try {
                draw.draw(copy, List.of(), null);
                return true;
            } catch (RuleViolation impossible) {
                return false;
            }
        }

        private void seeCopy(long copy, Map<Long, ParticipantView> people, int draws) {
            var group = groups.of(copy);
            var copies = world.participants().active(copy);
            var counting = copies.stream()
                    .filter(person -> memory.isKept(world.exchanges().byId(copy)) && person.confirmed())
                    .collect(Collectors.toMap(person -> person.requiredEmail().value(), ParticipantView::id));
            var own = copies.stream()
                    .filter(person -> person.name().startsWith("mine"))
                    .map(ParticipantView::id)
                    .toList();
            if (people.values().stream()
                            .filter(person -> counting.containsKey(addressOf(person)))
                            .count()
                    < 2) {
                // Nothing is avoided, so nothing that is drawn has to do with the pairing.
                return;
            }
            for (var again = draws; again > 0; again--) {
                draw.drawAgain(copy, null);
                var really = receivers(copy, own);
                observer.see(new Step(
                        pairing -> {
                            var past = new HashSet<Pair>();
                            pairing.forEach((giver, receiver) -> {
                                var from = counting.get(addressOf(people.get(giver)));
                                var to = counting.get(addressOf(people.get(receiver)));
                                if (from != null && to != null) {
                                    past.add(new Pair(from, to));
                                }
                            });
                            var drawn = (Matched) AvoidingDraw.draw(group.problem(), List.of(past), random);
                            return new Outcome(pairing, shown(drawn.receiverByGiver(), own));
                        },
                        really));
            }
        }

        /** The address by which a pair of theirs is remembered; empty if it is not, as they have not confirmed it. */
        private static String addressOf(@Nullable ParticipantView person) {
            return person == null || !person.confirmed()
                    ? ""
                    : person.requiredEmail().value();
        }

        private void see(String what, UnaryOperator<Map<Long, Long>> act) {
            var own = List.copyOf(invented);
            var really = receivers(exchange, own);
            story.append(what).append(": ").append(really).append("; ");
            observer.see(new Step(
                    pairing -> {
                        var next = act.apply(pairing);
                        return new Outcome(next, shown(next, own));
                    },
                    really));
        }

        /** Reads what webhooks were sent about this exchange: which move it was, and what everybody sees. */
        private void hear(WebhookEvent... events) {
            var seen = world.exchanges().byId(exchange);
            assertThat(world.webhooks().about(exchange))
                    .as("webhooks depend on the move, not on the pairing")
                    .isEqualTo(Stream.of(events)
                            .map(event ->
                                    "%s {\"exchange\":{\"id\":%d,\"name\":\"%s\",\"state\":\"%s\"},\"participants\":%d}"
                                            .formatted(
                                                    event,
                                                    exchange,
                                                    seen.name(),
                                                    event == COMPLETED ? ExchangeState.COMPLETED : seen.state(),
                                                    ids().size()))
                            .toList());
            world.clock().advance(Duration.ofMillis(1));
        }

        private void judge() {
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
                                    reckoned, story, ids(), groups.of(exchange).rules(), closer.likelihoods(), known);
                }
            }
            likeliest = Math.max(likeliest, reckoned);
        }

        /** How likely each pair would be had names just been drawn, for who knows whom the invented give to. */
        private Map<Long, Map<Long, Double>> byRules() {
            var problem = groups.of(exchange).problem();
            var own = List.copyOf(invented);
            var alone = new Observer(IMAGINED_CLOSER, random);
            alone.see(new Step(
                    nothing -> {
                        // Of several circles, which an adjustment may leave, no draw may consist.
                        var drawn = random.nextBoolean()
                                ? AvoidingDraw.draw(problem, List.of(), random)
                                : PairingRepair.repair(problem, Map.of(), random);
                        var pairing = ((Matched) drawn).receiverByGiver();
                        return new Outcome(pairing, shown(pairing, own));
                    },
                    receivers(exchange, own)));
            return alone.likelihoods();
        }

        /**
         * How likely the likeliest pair is, but for those of invented people, of who came late, and those that are as
         * good as known.
         */
        private double likeliest(Observer observer, Map<Long, Map<Long, Double>> known) {
            return observer.likelihoods().entrySet().stream()
                    .filter(giver -> !invented.contains(giver.getKey())
                            && !handedAway.contains(giver.getKey())
                            && !late.contains(giver.getKey()))
                    .flatMap(giver -> giver.getValue().entrySet().stream()
                            .filter(pair ->
                                    known.getOrDefault(giver.getKey(), Map.of()).getOrDefault(pair.getKey(), 0.0)
                                            < LIKELY))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElse(0);
        }

        private List<Long> ids() {
            return List.copyOf(byId().keySet());
        }

        private Map<Long, ParticipantView> byId() {
            var people = new LinkedHashMap<Long, ParticipantView>();
            world.participants().active(exchange).forEach(person -> people.put(person.id(), person));
            return people;
        }

        private Long pick(List<Long> some) {
            return some.get(random.nextInt(some.size()));
        }
    }

    /** The webhooks that an organiser of everything gets. */
    private static final class WebhookNews {

        private final WebhookEndpoints endpoints;
        private final JdbcTemplate jdbc;
        private long last;

        WebhookNews(WebhookEndpoints endpoints, JdbcTemplate jdbc) {
            this.endpoints = endpoints;
            this.jdbc = jdbc;
        }

        void subscribe() {
            endpoints.add(null, "https://example.org/", WebhookFormat.STANDARD, EnumSet.allOf(WebhookEvent.class));
        }

        /** Returns what was sent of this exchange since the last call, but for what the hour's count is told by. */
        List<String> about(long exchange) {
            var news = jdbc.query(
                    "SELECT event, data FROM webhook_delivery WHERE id > ? AND exchange_id = ?"
                            + " AND event NOT IN ('PARTICIPANTS_CHANGED', 'CLOSED', 'OPENED') ORDER BY id",
                    (row, number) -> row.getString("event") + ' ' + row.getString("data"),
                    last,
                    exchange);
            last = Objects.requireNonNullElse(
                    jdbc.queryForObject("SELECT max(id) FROM webhook_delivery", Long.class), last);
            return news;
        }
    }

    private static double highest(@Nullable Map<Long, Double> receivers) {
        return receivers == null
                ? 0
                : receivers.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
    }

    private AnExchange in(int days) {
        var date = LocalDateTime.ofInstant(world.clock().instant(), ZoneOffset.UTC)
                .plusDays(days)
                .truncatedTo(ChronoUnit.MINUTES);
        return new AnExchange().on(date.toString()).rememberingPairs();
    }

    private void confirmAll(long exchange) {
        world.jdbc().update("UPDATE participant SET confirmed_at = created_at WHERE exchange_id = ?", exchange);
    }

    private void add(long exchange, String address) {
        var name = address.substring(0, address.indexOf('@'));
        world.membership().add(exchange, new ProfileDetails(name, ""), new EmailAddress(address));
    }

    private static Map<Long, Long> shown(Map<Long, Long> pairing, List<Long> people) {
        var shown = new HashMap<>(pairing);
        shown.keySet().retainAll(people);
        return shown;
    }

    private static Newcomer newcomer(String address) {
        return Newcomer.listed(address.substring(0, address.indexOf('@')) + " <" + address + ">")
                .get(0);
    }

    /** What these are shown. */
    private Map<Long, Long> receivers(long exchange, List<Long> people) {
        return people.stream()
                .collect(Collectors.toMap(
                        person -> person,
                        person -> assignments.receiverOf(exchange, person).orElseThrow()));
    }
}
