package org.sneakyklaus.upgrade;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.job.ComingRuns;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.JobView;
import org.sneakyklaus.job.history.RunQueries;
import org.sneakyklaus.mail.NotificationPreferences;
import org.sneakyklaus.outbox.OutboxFilter;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Way;
import org.springframework.beans.factory.BeanFactory;

/**
 * What the pages of an application show, asked from what they ask: every exchange, person, rule, pairing, e-mail and
 * run. The facts of released fixtures are in these words, so a line may be added and none be changed.
 */
final class Seen {

    private final BeanFactory app;
    private final SortedMap<String, String> seen = new TreeMap<>();

    private Seen(BeanFactory app) {
        this.app = app;
    }

    static SortedMap<String, String> in(BeanFactory app) {
        var all = new Seen(app);
        all.app
                .getBean(ExchangeQueries.class)
                .search("", null, ExchangeQueries.Order.NEWEST, 0)
                .forEach(all::exchange);
        all.jobs();
        all.mails();
        return all.seen;
    }

    private void exchange(ExchangeView exchange) {
        var id = exchange.id();
        var of = "exchange " + id + ' ';
        line(of + "state", exchange.state(), "draw", exchange.drawNumber(), exchange.slug());
        line(of + "text", exchange.name(), exchange.description(), exchange.budget());
        line(of + "organiser", exchange.organiserName(), exchange.organiserContact());
        line(of + "dates", exchange.registrationClose(), exchange.exchangeDate(), exchange.reminderDays());
        line(of + "over", exchange.completedAt(), exchange.cancelledAt());
        line(
                of + "settings",
                exchange.maxParticipants(),
                exchange.locale(),
                exchange.theme(),
                exchange.nameInMail(),
                exchange.rememberPairs());
        line(of + "draws on close", exchange.drawOnClose());
        line(
                of + "rules",
                app.getBean(Exclusions.class).of(id).stream()
                        .map(rule -> rule.participantA() + (rule.mutual() ? " and " : " not ") + rule.participantB())
                        .toList());
        line(
                of + "history",
                app.getBean(ExchangeHistory.class).of(id).happenings(exchange.zone()).stream()
                        .map(happening -> happening.kind() + " " + happening.at())
                        .toList());
        var switches = app.getBean(NotificationPreferences.class).of(id);
        line(
                of + "tells the admin",
                switches.newRegistration(),
                switches.withdrawal(),
                switches.registrationClosed(),
                switches.drawn(),
                switches.completed());
        line(
                of + "coming",
                app.getBean(ComingRuns.class).next(1000).stream()
                        .filter(coming -> coming.exchangeId() == id)
                        .flatMap(coming -> coming.runs().stream())
                        .map(run -> run.jobId() + " " + run.at())
                        .toList());
        app.getBean(ParticipantQueries.class).all(id).forEach(this::person);
    }

    private void person(ParticipantView person) {
        var of = "exchange " + person.exchangeId() + " person " + person.id() + ' ';
        var people = app.getBean(ParticipantQueries.class);
        var assignments = app.getBean(AssignmentQueries.class);
        line(
                of + "is",
                person.name(),
                person.way() == Way.EMAIL ? person.requiredEmail().value() : person.way() + " of " + person.managedBy(),
                person.giftIdeas(),
                person.registeredAt());
        line(
                of + "whether",
                person.reminderEnabled() ? "reminded" : "not reminded",
                person.addedByAdmin() ? "added" : "registered",
                person.confirmed() ? "confirmed" : "unconfirmed",
                person.withdrawn() ? "withdrawn" : person.removed() ? "removed" : "takes part",
                person.leaveRequested() ? "wants to leave" : "stays",
                person.mailed() && app.getBean(Suppressions.class).holds(person.exchangeId(), person.requiredEmail())
                        ? "refuses mail"
                        : "takes mail",
                person.mailed() && app.getBean(Suppressions.class).holdsEverywhere(person.requiredEmail())
                        ? "not reached"
                        : "reached");
        line(
                of + "gives to",
                assignments
                        .receiverOf(person.exchangeId(), person.id())
                        .map(recipient -> people.byId(recipient).name())
                        .orElse("nobody"));
        var look = assignments.lookOf(
                person.exchangeId(),
                person.id(),
                app.getBean(ExchangeHistory.class).of(person.exchangeId()));
        line(of + "looked", look.taken(), look.adjustment());
    }

    private void jobs() {
        line(
                "paused jobs",
                app.getBean(JobQueries.class).recurring().stream()
                        .filter(job -> job.pausedSince() != null)
                        .map(JobView::id)
                        .toList());
        line(
                "runs",
                app.getBean(RunQueries.class).history(null, null, 0).stream()
                        .map(run -> run.jobId() + " " + run.outcome() + " " + run.startedAt() + " " + run.summary())
                        .toList());
    }

    private void mails() {
        var outbox = app.getBean(OutboxQueries.class);
        for (var state : OutboxState.values()) {
            line(
                    "mails " + state,
                    outbox.page(OutboxFilter.in(state), 0).stream()
                            .map(mail -> mail.id() + " " + mail.kind() + " about " + nameOf(mail.participantId()) + ", "
                                    + mail.attempts() + " attempts, " + mail.delivery() + " " + mail.lastError())
                            .toList());
        }
    }

    private @Nullable String nameOf(@Nullable Long participant) {
        return participant == null
                ? null
                : app.getBean(ParticipantQueries.class).byId(participant).name();
    }

    private void line(String what, @Nullable Object... parts) {
        seen.put(what, Stream.of(parts).map(String::valueOf).toList().toString());
    }

    private void line(String what, List<String> parts) {
        seen.put(what, parts.toString());
    }
}
