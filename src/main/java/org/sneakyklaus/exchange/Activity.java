package org.sneakyklaus.exchange;

import static org.sneakyklaus.exchange.ExchangeHistory.Kind.ADJUSTED;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.ASKED_TO_LOOK;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.DRAWN;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.DRAWN_AGAIN;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.DRAW_CANCELLED;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.GUARDIAN_CHANGED;
import static org.sneakyklaus.exchange.ExchangeHistory.Kind.RESTORED;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;

/** All that happened to an exchange so far, and what follows from it. */
public final class Activity {

    /**
     * Something that happened, and when, in the exchange's time zone.
     *
     * @param notDrawn why names were not drawn, or null for any other kind
     * @param people the ids of the participants it is about, in the order of the text
     */
    public record Happening(Kind kind, @Nullable NotDrawn notDrawn, ZonedDateTime at, List<Long> people) {

        /** Returns the end of the key of its text. */
        public String key() {
            return notDrawn == null ? kind.name() : kind + "." + notDrawn;
        }

        /** Returns the names of the people it is about. */
        public Object[] names(Map<Long, String> nameById) {
            return people.stream().map(id -> nameById.getOrDefault(id, "?")).toArray();
        }
    }

    /** What makes pairings or changes them. */
    static final Set<Kind> DRAWS = EnumSet.of(DRAWN, DRAWN_AGAIN, ADJUSTED);

    private static final Set<Kind> WHOLE_DRAWS = EnumSet.of(DRAWN, DRAWN_AGAIN);
    /** After these everyone gets an email that says what holds now. */
    private static final Set<Kind> TOLD = EnumSet.of(DRAWN, DRAWN_AGAIN, DRAW_CANCELLED);

    private final List<HistoryEntry> entries;

    /** @param entries the latest first */
    Activity(List<HistoryEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Returns all that happened, the latest first. */
    public List<Happening> happenings(ZoneId zone) {
        return entries.stream()
                .map(entry -> new Happening(
                        entry.kind(),
                        entry.notDrawn().orElse(null),
                        entry.createdAt().atZone(zone),
                        entry.people()))
                .toList();
    }

    /** Returns whether the current draw was adjusted. */
    public boolean isAdjusted() {
        return latest(DRAWS).filter(entry -> entry.kind() == ADJUSTED).isPresent();
    }

    /** Returns the risk of the adjustments since the last draw. */
    public AdjustmentRisk riskOfAdjustments() {
        return AdjustmentRisk.of(since(WHOLE_DRAWS)
                .filter(entry -> entry.kind() == ADJUSTED)
                .flatMap(entry -> entry.risk().stream())
                .toList());
    }

    /** Returns the risk of the last draw itself; empty if it was drawn by a version that did not record this. */
    public Optional<AdjustmentRisk> riskOfDraw() {
        return latest(WHOLE_DRAWS).flatMap(HistoryEntry::risk);
    }

    /**
     * Returns the time of the oldest backup restored since participants last got an email about a draw: names shown
     * after it may differ from those stored. Empty if there is no such doubt.
     */
    public Optional<Instant> restoredTo() {
        return since(TOLD)
                .filter(entry -> entry.kind() == RESTORED)
                .map(HistoryEntry::restoredTo)
                .min(Comparator.naturalOrder());
    }

    /**
     * Returns the changes of guardians that came with the last draws or adjustments, the latest first.
     *
     * @param draws the number of draws and adjustments, at least 1
     */
    public List<List<Long>> guardiansChangedWith(int draws) {
        var earlier = entries.stream()
                .filter(entry -> DRAWS.contains(entry.kind()))
                .skip(draws)
                .findFirst();
        return entries.stream()
                .takeWhile(entry -> earlier.filter(entry::equals).isEmpty())
                .filter(entry -> entry.kind() == GUARDIAN_CHANGED)
                .map(HistoryEntry::people)
                .toList();
    }

    /** Returns whether all participants were asked on this day, in this time zone, to check who they drew. */
    public boolean askedToLook(LocalDate day, ZoneId zone) {
        return entries.stream()
                .filter(entry -> entry.kind() == ASKED_TO_LOOK)
                .anyMatch(entry -> LocalDate.ofInstant(entry.createdAt(), zone).equals(day));
    }

    private Optional<HistoryEntry> latest(Set<Kind> kinds) {
        return entries.stream().filter(entry -> kinds.contains(entry.kind())).findFirst();
    }

    private Stream<HistoryEntry> since(Set<Kind> kinds) {
        return entries.stream().takeWhile(entry -> !kinds.contains(entry.kind()));
    }
}
