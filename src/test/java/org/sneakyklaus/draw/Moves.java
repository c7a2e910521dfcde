package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.webhook.WebhookEvent.ADJUSTED;
import static org.sneakyklaus.webhook.WebhookEvent.DRAWN;
import static org.sneakyklaus.webhook.WebhookEvent.REDRAWN;
import static org.sneakyklaus.webhook.WebhookEvent.RESCHEDULED;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.ClosingDraw.Outcome;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.webhook.WebhookEvent;

/** What an organiser and their invented people do in a {@link Game}, at random. */
final class Moves {

    private static final String DISPATCH_OUTBOX = "dispatch_outbox";
    private static final int MOST_MOVES = 8;
    private static final int MOST_PEOPLE = 12;

    private final Game game;
    private final CopyMoves copies;
    private final World world;
    private final World.Draws draws;
    private final Random random;
    private final long exchange;

    Moves(Game game) {
        this.game = game;
        this.copies = new CopyMoves(game);
        this.world = game.world;
        this.draws = world.draws();
        this.random = game.random;
        this.exchange = game.exchange;
    }

    void play() {
        for (var move = random.nextInt(2, MOST_MOVES + 1);
                move > 0 && game.found() == null && !game.isWarned();
                move--) {
            game.tally.countMove();
            switch (random.nextInt(17)) {
                case 0 -> drawAgain();
                case 1 -> undoAndDraw();
                case 2, 3 -> copies.drawCopy();
                case 4 -> everybodyLooksBut(random.nextInt(3));
                case 5 -> tryWhilePaused();
                case 6 -> edit();
                case 7 -> openALink();
                case 8 -> closeAndDraw();
                case 9 -> announce();
                case 10, 11 -> handOver();
                case 12 -> moveToAccount();
                default -> adjust();
            }
            game.judge();
        }
    }

    private void drawAgain() {
        var exported = exported();
        draws.draw().drawAgain(exchange, null);
        game.hear(REDRAWN);
        assertThat(exported()).as("the export says nothing of the pairing").isEqualTo(exported);
        game.seeDraw("drawn again");
    }

    /** What the exported table of people is made of. */
    private List<ParticipantView> exported() {
        return world.people().queries().all(exchange);
    }

    private void undoAndDraw() {
        draws.draw().cancel(exchange, null);
        draws.draw().draw(exchange, List.of(), null);
        game.hear(linked(), DRAWN);
        game.seeDraw("undone and drawn");
    }

    /** Of them everybody reads at a draw that they are let in, or have no word yet. */
    private List<Long> linked() {
        return game.byId().values().stream()
                .filter(ParticipantView::linked)
                .map(ParticipantView::id)
                .toList();
    }

    /**
     * Undoes the draw and opens registration again, where sometimes one more comes, and some who are looked after get
     * an address; then names are drawn with its close, by one button or at its date, without some people.
     */
    private void closeAndDraw() {
        draws.draw().cancel(exchange, null);
        var days = random.nextInt(3, Game.DAYS);
        game.hear(reschedule(game.in(days)));
        world.exchanges().lifecycle().reopen(exchange, null);
        if (random.nextInt(3) == 0 && game.ids().size() < MOST_PEOPLE) {
            world.people().links().add(exchange, new ProfileDetails("linked", ""), null);
        }
        game.hear(linked());
        tryToTakeAPlace();
        var pending = giveAddresses();
        var before = game.byId();
        var leaveOut = new TreeSet<Long>();
        for (var i = random.nextInt(3); i > 0; i--) {
            leaveOut.add(game.pick(List.copyOf(before.keySet())));
        }
        var byButton = random.nextBoolean();
        if (byButton) {
            orWithAll(leaveOut, some -> draws.closing().closeAndDraw(exchange, some, null, null));
        } else {
            var details = game.in(days).closingAt(game.day(1)).drawnOnClose().details();
            world.exchanges().editing().edit(exchange, details, null);
            world.around()
                    .clock()
                    .set(Objects.requireNonNull(details.registrationClose())
                            .atZone(details.timezone())
                            .toInstant());
            var hindered = before.values().stream().anyMatch(ParticipantView::doubtful);
            assertThat(draws.closing().closeIfDue(exchange))
                    .as("what hinders a draw without anybody there is who takes part, not what was drawn")
                    .isEqualTo(hindered ? Outcome.CLOSED_NOT_DRAWN : Outcome.CLOSED_AND_DRAWN);
            if (hindered) {
                orWithAll(leaveOut, some -> draws.draw().draw(exchange, some, null));
            }
        }
        var about = new TreeSet<>(linked());
        var left = game.noteGone(before);
        about.addAll(left);
        left.forEach(person -> about.addAll(guardianOf(before.get(person))));
        game.hear(about, DRAWN);
        game.seeDraw("%s, %s drawn without %s".formatted(byButton ? "closed" : "closed at its date", "and", left));
        pending.forEach(this::assertThatItOpensNothing);
    }

    /** Removes somebody and brings them back, whose address cannot be corrected for all that. */
    private void tryToTakeAPlace() {
        var people = game.byId().values().stream()
                .filter(person -> person.way() == Way.EMAIL
                        && person.confirmed()
                        && game.kidsOf(person.id()).isEmpty())
                .toList();
        if (people.isEmpty()) {
            return;
        }
        var person = game.pick(people);
        world.people().departures().removeBeforeDraw(exchange, person.id());
        world.people().membership().restore(exchange, person.id());
        assertThatThrownBy(() -> world.people()
                        .membership()
                        .correct(exchange, person.id(), new ProfileDetails(person.name(), ""), game.address("mine")))
                .isInstanceOf(ConflictException.class);
        game.hear(Set.of(person.id()));
    }

    /**
     * The organiser asks for an address for some who are looked after, of theirs or an invented one, and some of these
     * are confirmed.
     *
     * @return the links that nobody opened
     */
    private List<String> giveAddresses() {
        var pending = new ArrayList<String>();
        for (var person : game.byId().values()) {
            if (!person.lookedAfter() || random.nextInt(3) == 0) {
                continue;
            }
            var known = game.invented.contains(person.id());
            var mine = random.nextBoolean() && (known || game.invented.size() < Game.MOST_INVENTED);
            var address = game.address(mine ? "mine" : "own");
            world.people().membership().askForAddress(exchange, person.id(), address);
            assertThatEverybodyReads(Kind.ADDRESS_ASKED, person.id());
            game.hear(Set.of(person.id()));
            var link = linkTo(address, person.id());
            if (random.nextBoolean()) {
                pending.add(link);
                continue;
            }
            assertThat(world.people().profiles().confirmAddress(exchange, link)).isTrue();
            assertThatEverybodyReads(Kind.WAY_CHANGED, person.id());
            if (mine) {
                game.invented.add(person.id());
            } else {
                game.invented.remove(person.id());
            }
            game.hear(Set.of(person.id()));
            game.tell("%s got an address, %s".formatted(person.id(), mine ? "an invented one" : "of their own"));
        }
        return pending;
    }

    private void assertThatItOpensNothing(String link) {
        assertThat(world.people().profiles().confirmAddress(exchange, link))
                .as("an address that was asked for earlier takes no effect")
                .isFalse();
    }

    private static List<Long> guardianOf(@Nullable ParticipantView person) {
        return person == null || person.managedBy() == null ? List.of() : List.of(person.managedBy());
    }

    private interface DrawWithout {
        void draw(Collection<Long> leaveOut);
    }

    /** The rules may leave no way without them. */
    private static void orWithAll(Set<Long> leaveOut, DrawWithout draw) {
        try {
            draw.draw(leaveOut);
        } catch (RuleViolation impossible) {
            draw.draw(List.of());
        }
    }

    /** Writes to everyone, which is refused after five times a day. */
    private void announce() {
        for (var times = random.nextInt(1, 4); times > 0; times--) {
            try {
                world.exchanges().announcements().announce(exchange, "Bring a cake of " + random.nextInt() + " layers");
            } catch (RuleViolation tooOften) {
                assertThat(tooOften.message().getCodes()).containsExactly("announcement.tooMany");
            }
        }
        game.hear();
        game.see("wrote to everyone");
    }

    /** Were a draw changed now, nobody would hear of it. */
    private void tryWhilePaused() {
        world.around().jobs().pause(DISPATCH_OUTBOX);
        var first = game.ids().get(0);
        var moves = new ArrayList<ThrowingCallable>(List.of(
                () -> draws.draw().drawAgain(exchange, null),
                () -> draws.draw().cancel(exchange, null),
                () -> draws.adjuster()
                        .adjust(exchange, new Changes(Set.of(first), List.of(), Set.of(), Map.of()), null)));
        for (var person : linked()) {
            moves.add(() -> world.people().links().resetWord(exchange, person));
            moves.add(() -> world.people().links().renew(exchange, List.of(person), null));
        }
        assertThat(moves).allSatisfy(move -> assertThatThrownBy(move).isInstanceOf(ConflictException.class));
        world.around().jobs().resume(DISPATCH_OUTBOX);
        game.hear();
        game.see("tried while paused");
    }

    /** Renews the link of somebody, or lets its word be chosen anew and looks, which everybody reads. */
    private void openALink() {
        var victims = new ArrayList<>(linked());
        victims.removeAll(game.invented);
        if (victims.isEmpty()) {
            return;
        }
        var victim = game.pick(victims);
        var looks = game.invented.size() < Game.MOST_INVENTED && random.nextBoolean();
        if (looks) {
            world.people().links().resetWord(exchange, victim);
            game.invented.add(victim);
        } else {
            world.people().links().renew(exchange, List.of(victim), null);
        }
        assertThatEverybodyReads(looks ? Kind.WORD_RESET : Kind.LINK_RENEWED, victim);
        game.hear(Set.of(victim));
        game.see((looks ? "looked by the link of " : "renewed the link of ") + victim);
        if (looks && random.nextBoolean()) {
            leaveAgain(victim);
        }
    }

    /** From a page that was looked at, asks for an invented address, which is not opened before the link is renewed. */
    private void leaveAgain(long victim) {
        var address = game.address("mine");
        world.people().profiles().askForAddress(exchange, victim, address);
        var link = linkTo(address, victim);
        world.people().links().renew(exchange, List.of(victim), null);
        assertThatItOpensNothing(link);
        game.invented.remove(victim);
        game.handedAway.add(victim);
        game.hear(Set.of(victim));
        game.see("left the page of " + victim);
    }

    private void assertThatEverybodyReads(Kind kind, long person) {
        assertThat(world.exchanges()
                        .history()
                        .of(exchange)
                        .happenings(ZoneOffset.UTC)
                        .get(0))
                .as("everybody reads it, by name")
                .returns(kind, Happening::kind)
                .returns(List.of(person), Happening::people);
    }

    /**
     * A guardian gives somebody whom they look after a link or an address, or somebody moves from their link to an
     * address. An invented guardian keeps what they hand over, or does not see that gift any more.
     */
    private void handOver() {
        var people = game.byId().values().stream()
                .filter(person -> person.lookedAfter() || person.linked())
                .toList();
        if (people.isEmpty()) {
            return;
        }
        var person = game.pick(people);
        var known = game.invented.contains(person.id());
        var kept = known && random.nextBoolean();
        var byLink = person.lookedAfter() && random.nextBoolean();
        if (byLink) {
            world.people().links().handOver(exchange, person.id());
        } else {
            moveTo(game.address(kept ? "mine" : "own"), person);
        }
        if (known && !kept) {
            game.invented.remove(person.id());
            game.handedAway.add(person.id());
        }
        assertThatEverybodyReads(byLink ? Kind.LINK_HANDED_OVER : Kind.WAY_CHANGED, person.id());
        game.hear(Set.of(person.id()));
        game.see("%s got %s, %s"
                .formatted(person.id(), byLink ? "a link" : "an address", kept ? "kept" : "of their own"));
    }

    /** Asks for another address, whose owner opens the link that is sent there. */
    private void moveTo(EmailAddress address, ParticipantView person) {
        world.people().profiles().askForAddress(exchange, person.id(), address);
        assertThat(world.people().profiles().confirmAddress(exchange, linkTo(address, person.id())))
                .isTrue();
    }

    /** The link that is sent to an address that was asked for. */
    private String linkTo(EmailAddress address, long person) {
        return world.around()
                .tokens()
                .issue(TokenSpec.emailChange(address, person, exchange))
                .text();
    }

    /** One of the invented gets the address of the organiser's account, and moves to the account. */
    private void moveToAccount() {
        var account = new EmailAddress(Site.ADMIN);
        var mine = game.byId().values().stream()
                .filter(person -> person.way() == Way.EMAIL && game.invented.contains(person.id()))
                .toList();
        if (mine.isEmpty()
                || world.people().queries().all(exchange).stream().anyMatch(person -> person.way() == Way.ACCOUNT)) {
            return;
        }
        var own = game.pick(mine);
        if (!account.equals(own.email())) {
            moveTo(account, own);
        }
        world.people().organiser().takeOver(new ParticipantPrincipal(own.id(), exchange, own.name()));
        assertThatEverybodyReads(Kind.ACCOUNT_TIED, own.id());
        game.hear(Set.of(own.id()));
        game.see("%s moved to the account".formatted(own.id()));
    }

    private void edit() {
        game.hear(reschedule(game.in(random.nextInt(1, Game.DAYS))));
        game.see("edited");
    }

    private WebhookEvent[] reschedule(AnExchange details) {
        var before = world.exchanges().queries().byId(exchange).exchangeDate();
        world.exchanges().editing().edit(exchange, details.details(), null);
        var isMoved = !world.exchanges().queries().byId(exchange).exchangeDate().equals(before);
        return isMoved ? new WebhookEvent[] {RESCHEDULED} : new WebhookEvent[0];
    }

    private void everybodyLooksBut(int some) {
        game.ids().stream().skip(some).forEach(giver -> draws.reveals().reveal(exchange, giver));
        game.hear();
    }

    private void adjust() {
        var leaving = new TreeSet<Long>();
        var joining = new ArrayList<Newcomer>();
        var notWith = new TreeSet<Long>();
        var there = game.ids();
        var invented = game.invented;
        for (var i = random.nextInt(3); i > 0; i--) {
            var mine = !invented.isEmpty() && random.nextBoolean();
            leaving.add(game.pick(mine ? List.copyOf(invented) : there));
        }
        for (var i = random.nextInt(3); i > 0 || (leaving.isEmpty() && joining.isEmpty()); i--) {
            if (!game.gone.isEmpty() && random.nextBoolean()) {
                var back = game.pick(game.gone);
                var address = back.requiredEmail();
                if (!isMine(address) || invented.size() + joining.size() < Game.MOST_INVENTED) {
                    game.gone.remove(back);
                    joining.add(newcomer(address));
                }
            } else if (invented.size() + joining.size() < Game.MOST_INVENTED) {
                joining.add(newcomer(game.address("mine")));
            } else if (leaving.isEmpty()) {
                leaving.add(game.pick(there));
            }
        }
        if (!joining.isEmpty() && random.nextInt(3) == 0) {
            for (var i = random.nextInt(1, 4); i > 0; i--) {
                notWith.add(game.pick(there));
            }
            notWith.removeAll(leaving);
        }
        var before = game.byId();
        var newGuardians = newGuardians(leaving, before, joining.size());
        try {
            draws.adjuster().adjust(exchange, new Changes(leaving, joining, notWith, newGuardians), null);
        } catch (RuleViolation refused) {
            game.hear();
            return;
        }
        var left = game.noteGone(before);
        var joined = new TreeSet<>(game.ids());
        joined.removeAll(before.keySet());
        var about = new TreeSet<>(left);
        about.addAll(joined);
        about.addAll(newGuardians.values());
        newGuardians.values().forEach(guardian -> about.addAll(game.kidsOf(guardian)));
        left.forEach(person -> about.addAll(guardianOf(before.get(person))));
        game.hear(about, ADJUSTED);
        for (var guardian : new TreeSet<>(newGuardians.values())) {
            if (invented.contains(guardian)) {
                // Everybody is told that these are known now.
                invented.addAll(game.kidsOf(guardian));
            } else {
                game.kidsOf(guardian).stream().filter(invented::remove).forEach(game.handedAway::add);
            }
        }
        seeAdjustment(
                joined,
                "left %s, joined %s, not with %s, handed over %s".formatted(left, joined, notWith, newGuardians));
    }

    /** For some who leave, who looks after their people from now on. */
    private Map<Long, Long> newGuardians(Set<Long> leaving, Map<Long, ParticipantView> before, int joining) {
        var newGuardians = new HashMap<Long, Long>();
        for (var guardian : leaving) {
            var kids = game.kidsOf(guardian);
            var others = new ArrayList<>(before.keySet());
            others.removeAll(leaving);
            others.removeIf(other -> Objects.requireNonNull(before.get(other)).lookedAfter());
            // Of more than these, what is seen could hardly be imagined again.
            if (game.invented.size() + joining + kids.size() > Game.MOST_INVENTED) {
                others.removeAll(game.invented);
            }
            if (!kids.isEmpty() && !others.isEmpty() && random.nextBoolean()) {
                newGuardians.put(guardian, game.pick(others));
            }
        }
        return newGuardians;
    }

    private void seeAdjustment(Set<Long> joined, String what) {
        var people = game.byId();
        game.gone.removeIf(person -> joined.contains(person.id()));
        joined.stream()
                .filter(person ->
                        isMine(Objects.requireNonNull(people.get(person)).requiredEmail()))
                .forEach(game.invented::add);
        game.late.addAll(joined);
        var group = draws.groups().of(exchange);
        var strangers = joined.stream()
                .filter(person -> !game.invented.contains(person))
                .toList();
        strangers.forEach(newcomer -> game.tally.countLatecomer((double) game.invented.size() / (group.size() - 1)));
        game.see(
                what,
                pairing -> ((Matched) new ChangedGroup(group, joined)
                                .adjusted(pairing, random)
                                .result())
                        .receiverByGiver());
        if (!game.isWarned()) {
            var likelihoods = game.observer.likelihoods();
            strangers.stream()
                    .filter(newcomer -> likelihoods.getOrDefault(newcomer, Map.of()).values().stream()
                            .anyMatch(likelihood -> likelihood >= Game.LIKELY))
                    .forEach(newcomer -> game.tally.countKnownLatecomer());
        }
    }

    private static boolean isMine(EmailAddress address) {
        return address.value().startsWith("mine") || address.value().equals(Site.ADMIN);
    }

    private static Newcomer newcomer(EmailAddress address) {
        var name = address.value().substring(0, address.value().indexOf('@'));
        return Newcomer.listed(name + " <" + address.value() + ">").get(0);
    }
}
