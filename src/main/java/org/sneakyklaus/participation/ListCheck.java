package org.sneakyklaus.participation;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.participation.Invitations.Line;
import org.sneakyklaus.participation.Invitations.Verdict;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Checks each line of a list of people against those who ever took part and against the other lines. */
final class ListCheck {

    /** A person who takes part, did earlier, or would once the list is added; several lines can be about the same one. */
    static final class Listed {

        private @Nullable Participant row;
        private final String name;

        private Listed(@Nullable Participant row) {
            this.row = row;
            this.name = row == null ? "" : key(row.name());
        }

        /** Returns the row of one who ever took part. */
        Optional<Participant> row() {
            return Optional.ofNullable(row);
        }

        void store(Participant added) {
            row = added;
        }

        private boolean isActive() {
            return row().filter(Participant::isActive).isPresent();
        }
    }

    private final PersonalLinkPolicy links;
    private final Function<EmailAddress, @Nullable String> refusals;
    private final Map<Long, Listed> known = new LinkedHashMap<>();
    private final Map<EmailAddress, Listed> byAddress = new HashMap<>();
    private final Set<EmailAddress> listedAddresses = new HashSet<>();
    private final Set<String> listedNames = new HashSet<>();
    private final Map<String, Set<Listed>> guardians = new HashMap<>();
    private final Set<String> strangers = new HashSet<>();
    private final Map<Listed, Integer> wrongLines = new HashMap<>();
    private final Set<String> lookedAfter = new HashSet<>();
    private final Map<Listed, Set<String>> listedPeople = new HashMap<>();
    private final Map<Listed, Integer> peopleCount = new HashMap<>();

    /** @param refusals why an address cannot be emailed, as the key of a text; null if it can */
    ListCheck(List<Participant> rows, PersonalLinkPolicy links, Function<EmailAddress, @Nullable String> refusals) {
        this.links = links;
        this.refusals = refusals;
        for (var row : rows) {
            var person = new Listed(row);
            known.put(row.id(), person);
            row.email().ifPresent(email -> byAddress.put(email, person));
        }
        known.values().stream().filter(Listed::isActive).forEach(this::index);
    }

    private void index(Listed person) {
        var row = person.row().orElseThrow();
        if (row.way() == Way.GUARDIAN) {
            lookedAfter.add(key(row.name()));
            row.managedBy().map(known::get).ifPresent(guardian -> peopleCount.merge(guardian, 1, Integer::sum));
        } else {
            // Anyone could register under the name of another person and be given their people.
            var known = row.isAddedByAdmin() || (row.isConfirmed() && row.way() != Way.LINK);
            call(person, known ? row.name() : "", row.email().orElse(null));
            if (!known) {
                strangers.add(key(row.name()));
            }
        }
    }

    /** Returns what becomes of each entry, in their order. */
    List<Line> lines(List<PersonList.Entry> entries) {
        entries.stream()
                .filter(entry -> entry.way() == Way.GUARDIAN)
                .forEach(entry -> lookedAfter.add(key(entry.name())));
        // A guardian may be listed after their people.
        return entries.stream()
                .sorted(Comparator.comparing(entry -> entry.way() == Way.GUARDIAN))
                .map(entry -> entry.way() == Way.GUARDIAN ? lookedAfter(entry) : own(entry))
                .sorted(Comparator.comparing(line -> line.entry().line()))
                .toList();
    }

    private Line own(PersonList.Entry entry) {
        var person = entry.person();
        var email = person == null ? null : person.email();
        var line = entry.way() == Way.LINK ? linked(entry) : addressed(entry, email);
        if (line.verdict() == Verdict.WRONG) {
            wrongLines.put(line.person(), entry.line());
        }
        call(line.person(), entry.name(), email);
        line.person().row().ifPresent(row -> call(line.person(), row.name(), email));
        return line;
    }

    private Line addressed(PersonList.Entry entry, @Nullable EmailAddress email) {
        if (email == null) {
            return wrong(entry, Objects.requireNonNull(entry.problem()));
        }
        var person = byAddress.computeIfAbsent(email, address -> new Listed(null));
        if (!listedAddresses.add(email)) {
            return new Line(entry, Verdict.TWICE, null, person, null);
        }
        var refusal = person.isActive() ? null : refusals.apply(email);
        if (refusal != null) {
            return new Line(entry, Verdict.WRONG, text(refusal), person, null);
        }
        return valid(entry, person, null);
    }

    private Line linked(PersonList.Entry entry) {
        if (links == PersonalLinkPolicy.NONE) {
            return wrong(entry, Objects.requireNonNull(entry.problem()));
        }
        var name = key(entry.name());
        var person = earlier(name, ListCheck::isWithoutAddress);
        return person.isActive() || listedNames.add(name)
                ? valid(entry, person, null)
                : wrong(entry, text("participant.import.sameName", entry.name()));
    }

    private static boolean isWithoutAddress(Participant row) {
        return row.way() == Way.LINK || (row.way() == Way.ACCOUNT && row.isActive());
    }

    private Line lookedAfter(PersonList.Entry entry) {
        if (entry.person() == null) {
            return wrong(entry, Objects.requireNonNull(entry.problem()));
        }
        var called = guardians.getOrDefault(key(entry.guardian()), Set.of());
        if (called.size() > 1 || (!called.isEmpty() && strangers.contains(key(entry.guardian())))) {
            return wrong(entry, text("participant.import.guardian.twice", entry.guardian()));
        }
        if (called.isEmpty()) {
            var kind = lookedAfter.contains(key(entry.guardian())) ? "lookedAfter" : "unknown";
            return wrong(entry, text("participant.import.guardian." + kind, entry.guardian()));
        }
        var guardian = called.iterator().next();
        var wrongLine = wrongLines.get(guardian);
        return wrongLine == null
                ? lookedAfter(entry, guardian)
                : wrong(entry, text("participant.import.guardian.wrong", wrongLine, entry.guardian()));
    }

    private Line lookedAfter(PersonList.Entry entry, Listed guardian) {
        var name = key(entry.name());
        var person = earlier(
                name,
                row -> guardian.row().isPresent()
                        && row.managedBy().equals(guardian.row().map(Participant::id)));
        if (person.isActive()) {
            return valid(entry, person, guardian);
        }
        if (!listedPeople.computeIfAbsent(guardian, key -> new HashSet<>()).add(name)) {
            return wrong(entry, text("participant.lookedAfter.twice", entry.name()));
        }
        return peopleCount.merge(guardian, 1, Integer::sum) > Guardianship.MOST
                ? wrong(entry, text("participant.lookedAfter.tooMany", Guardianship.MOST))
                : valid(entry, person, guardian);
    }

    /** Finds who takes part by this name; else who did earlier; else no one has the name. */
    private Listed earlier(String name, Predicate<Participant> condition) {
        return known.values().stream()
                .filter(person -> person.name.equals(name))
                .filter(person -> person.row().filter(condition).isPresent())
                .min(Comparator.comparing(person -> !person.isActive()))
                .orElseGet(() -> new Listed(null));
    }

    private static Line valid(PersonList.Entry entry, Listed person, @Nullable Listed guardian) {
        var before = person.row().isPresent() ? Verdict.BACK : Verdict.NEW;
        return new Line(entry, person.isActive() ? Verdict.PRESENT : before, null, person, guardian);
    }

    private static Line wrong(PersonList.Entry entry, MessageSourceResolvable problem) {
        return new Line(entry, Verdict.WRONG, problem, new Listed(null), null);
    }

    /** Records what the lines of those looked after by this person may call their guardian. */
    private void call(Listed person, String name, @Nullable EmailAddress email) {
        // A name that looks like an address must not pass for that address.
        var named = name.isEmpty() || name.contains("@") ? Stream.<String>of() : Stream.of(name);
        var addressed = email == null ? Stream.<String>of() : Stream.of(email.value(), Newcomer.line(name, email));
        Stream.concat(named, addressed)
                .forEach(one -> guardians
                        .computeIfAbsent(key(one), key -> new HashSet<>())
                        .add(person));
    }

    private static DefaultMessageSourceResolvable text(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
