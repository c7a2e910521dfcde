package org.sneakyklaus.draw.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Changes;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PeopleSearch;
import org.sneakyklaus.support.web.Ids;

/** Who leaves and who joins after the draw. */
class AdjustmentForm {

    public Set<@Nullable Long> leave = new HashSet<>();
    public String people = "";
    public Set<@Nullable Long> notWith = new HashSet<>();
    /** By the id of a guardian who leaves, who looks after their people then; null if these leave, too. */
    public Map<Long, @Nullable Long> guardian = new HashMap<>();
    /** Of very many people, those to list besides the ticked. */
    public String q = "";
    /** Whether they are only searched for. */
    public boolean find;

    public boolean confirm;
    /** Whether the button that needs the confirmation was pressed. */
    public boolean asked;

    /** The {@link #summary} of what was previewed when that button was shown; null if there was none. */
    public @Nullable Integer previewed;

    public @Nullable Long version;

    /** Returns those to list: all, or of very many those ticked, found, or about to leave. */
    List<ParticipantView> listed(List<ParticipantView> everyone) {
        if (everyone.size() <= PeopleSearch.MOST_LISTED) {
            return everyone;
        }
        var found = everyone.stream()
                .filter(new PeopleSearch(q)::finds)
                .limit(PeopleSearch.MOST_LISTED)
                .toList();
        return everyone.stream()
                .filter(person -> person.leaveRequested()
                        || leave.contains(person.id())
                        || notWith.contains(person.id())
                        || found.contains(person))
                .toList();
    }

    /** @throws org.sneakyklaus.support.RuleViolation on {@code people} when a line cannot be read */
    Changes toChanges() {
        return new Changes(Ids.of(leave), Newcomer.listed(people), Ids.of(notWith), newGuardians());
    }

    private Map<Long, Long> newGuardians() {
        var chosen = new HashMap<Long, Long>();
        guardian.forEach((leaving, other) -> {
            if (other != null) {
                chosen.put(leaving, other);
            }
        });
        return chosen;
    }

    /** Returns a number that is another one, most probably, for other changes. */
    public int summary() {
        return Objects.hash(Ids.of(leave), people.strip().lines().toList(), Ids.of(notWith), newGuardians());
    }

    /** Whether the changes are others than those that were previewed. */
    boolean isEdited() {
        return previewed != null && previewed != summary();
    }
}
