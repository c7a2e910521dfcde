package org.sneakyklaus.participation.web;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.SpreadsheetText;
import org.sneakyklaus.participation.Way;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Exports the participants as CSV. It reveals neither who drew nor who has looked. */
@Controller
class ExportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    // Without it, Excel assumes the computer's own encoding.
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();
    private static final int LONGEST_NAME = 80;

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final MessageSource messages;

    ExportController(ExchangeQueries exchanges, ParticipantQueries participants, MessageSource messages) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.messages = messages;
    }

    @GetMapping("/admin/exchanges/{id}/participants.csv")
    ResponseEntity<byte[]> export(@PathVariable long id) throws IOException {
        var exchange = exchanges.byId(id);
        var file = ContentDisposition.attachment()
                .filename(fileName(exchange.name()), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(table(participants.all(id), exchange).getBytes(StandardCharsets.UTF_8));
    }

    private String table(List<ParticipantView> people, ExchangeView exchange) throws IOException {
        var text = new StringWriter().append(BYTE_ORDER_MARK);
        try (var printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(Stream.of("name", "email", "state", "ideas", "reminders", "registered", "guardian")
                    .map(column -> message("export." + column)));
            var guardians = guardians(people);
            for (var person : people) {
                printer.printRecord(row(person, guardians, exchange).map(SpreadsheetText::shielded));
            }
        }
        return text.toString();
    }

    /** Returns by what name an import finds each participant as a guardian, by id: with the address if others share it. */
    private static Map<Long, String> guardians(List<ParticipantView> people) {
        var times = people.stream()
                .collect(
                        Collectors.groupingBy(person -> person.name().toLowerCase(Locale.ROOT), Collectors.counting()));
        return people.stream()
                .collect(Collectors.toMap(
                        ParticipantView::id,
                        person -> person.way() == Way.EMAIL
                                        && times.getOrDefault(person.name().toLowerCase(Locale.ROOT), 0L) > 1
                                ? Newcomer.line(person.name(), person.requiredEmail())
                                : person.name()));
    }

    private Stream<String> row(ParticipantView person, Map<Long, String> guardians, ExchangeView exchange) {
        return Stream.of(
                person.name(),
                person.way() == Way.EMAIL ? person.requiredEmail().value() : "",
                message("export.state." + state(person, exchange)),
                person.giftIdeas(),
                message("export.reminders." + person.reminderEnabled()),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        person.registeredAt().truncatedTo(ChronoUnit.SECONDS).atZone(exchange.zone())),
                person.managedBy() == null ? "" : guardians.getOrDefault(person.managedBy(), ""));
    }

    private static String state(ParticipantView person, ExchangeView exchange) {
        if (person.removed()) {
            return "removed";
        }
        if (person.withdrawn()) {
            return "withdrawn";
        }
        var hidden = !person.showsConfirmation(exchange.state().isBeforeDraw());
        return person.confirmed() || hidden ? "joined" : "unconfirmed";
    }

    private String message(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** Returns a file name of letters and digits in any script, which every file system accepts. */
    private static String fileName(String exchange) {
        var name = exchange.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        int end = name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        return (end == 0 ? "" : name.substring(0, end) + '-') + "participants.csv";
    }
}
