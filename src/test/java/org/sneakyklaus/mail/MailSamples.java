package org.sneakyklaus.mail;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.NotDrawn;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.transport.MailMessage;

/** One e-mail of every kind, and of every way that it can turn out, by a name for its file. */
final class MailSamples {

    private final Map<String, MailMessage> samples = new TreeMap<>();

    private final Locale language;

    private MailSamples(Locale language) {
        this.language = language;
    }

    static Map<String, MailMessage> all() {
        return in(Locale.ENGLISH);
    }

    static Map<String, MailMessage> in(Locale language) {
        var samples = new MailSamples(language);
        for (var kind : MailKind.values()) {
            samples.add(kind, "", ann());
        }
        samples.addFound();
        samples.addVariants();
        return samples.samples;
    }

    private void addVariants() {
        invited("-added", ann().addedByAdmin().registrationClosed());
        invited("-drawn", ann().addedByAdmin());
        for (var kind : List.of(MailKind.PAIRING, MailKind.DRAWN_AGAIN)) {
            var desk = desk().sending();
            desk.isGivenTo("Zelda");
            samples.put(name(kind, "-named"), desk.message(kind, ann().nameInMail()));
        }
        samples.put(
                name(MailKind.SIGN_IN, "-without-code"),
                desk().compose(MailDesk.queued(MailKind.SIGN_IN, 42L, 1001L, ""), ann())
                        .orElseThrow());
        add(MailKind.REMINDER, "-tomorrow", ann().on("2026-12-17T18:00+01:00[Europe/Berlin]"));
        add(
                MailKind.REMINDER,
                "-long",
                APlace.of("Wolfeschlegelsteinhausenbergerdorff".repeat(3))
                        .in("Donaudampfschifffahrtsgesellschaftskapitän".repeat(2))
                        .budget("M".repeat(60))
                        .contact("olga.with.a.very.long.address.that.does.not.end@subdomain.example.org"));
        change("-date", "2026-12-12T17:00+01:00[Europe/Berlin]\nabout 20 €");
        change("-budget", "2026-12-19T18:00+01:00[Europe/Berlin]\n");
        add(MailKind.SOMEBODY_REGISTERED, "-link", ann().linked().state(ExchangeState.REGISTRATION_OPEN));
        add(MailKind.SOMEBODY_REGISTERED, "-link-known", ann().linked().addedByAdmin());
        add(MailKind.PURGE_WARNING, "-remembered", ann().rememberingPairs());
        var undrawn = ann().registrationClosed().on("2026-11-20T18:00+01:00[Europe/Berlin]");
        samples.put(
                name(MailKind.PURGE_WARNING, "-undrawn"),
                desk().compose(MailKind.PURGE_WARNING, undrawn).orElseThrow());
        for (var why : NotDrawn.values()) {
            var mail = MailDesk.queued(MailKind.NOT_DRAWN, 42L, null, why.name());
            samples.put(
                    name(MailKind.NOT_DRAWN, "-" + why.name().toLowerCase(Locale.ROOT)),
                    desk().compose(mail, ann().registrationClosed()).orElseThrow());
        }
        job("-once", "reminder_exchange_42_days_7");
        job("-gone", "a_job_that_is_gone");
    }

    private void invited(String variant, APlace participant) {
        samples.put(
                name(MailKind.REGISTRATION_CONFIRMATION, variant),
                desk().compose(MailDesk.queued(MailKind.REGISTRATION_CONFIRMATION, 42L, 1001L, ""), participant)
                        .orElseThrow());
    }

    private void addFound() {
        var desk = desk();
        var family = APlace.of("Ann").speaking(language).in("Family").exchangeId(43);
        when(desk.participants.withAddress(any()))
                .thenReturn(List.of(ann().done().person(), family.done().person()));
        when(desk.exchanges.find(43)).thenReturn(Optional.of(family.done().exchange()));
        samples.put(
                name(MailKind.FIND_EXCHANGES, ""),
                desk.compose(MailKind.FIND_EXCHANGES, ann()).orElseThrow());
    }

    private void change(String variant, String before) {
        var mail = MailDesk.queued(MailKind.CHANGED, 42L, 1001L, before);
        samples.put(name(MailKind.CHANGED, variant), desk().compose(mail, ann()).orElseThrow());
    }

    private void job(String variant, String jobId) {
        var mail = MailDesk.queued(MailKind.JOB_FAILED, null, null, jobId);
        samples.put(
                name(MailKind.JOB_FAILED, variant), desk().compose(mail, ann()).orElseThrow());
    }

    private void add(MailKind kind, String variant, APlace participant) {
        samples.put(name(kind, variant), desk().message(kind, participant));
    }

    private MailDesk desk() {
        return new MailDesk(language);
    }

    private static String name(MailKind kind, String variant) {
        return kind + variant;
    }

    private static APlace ann() {
        return APlace.of("Ann").contact("olga@example.org, 030 1234567");
    }
}
