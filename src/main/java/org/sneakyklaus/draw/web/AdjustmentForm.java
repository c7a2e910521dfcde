package org.sneakyklaus.draw.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Changes;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.support.web.Ids;

/** The people who leave and join after the draw. */
class AdjustmentForm {

    private Set<Long> leave = new HashSet<>();
    private String people = "";
    private Set<Long> notWith = new HashSet<>();
    private boolean confirm;
    private boolean asked;
    private @Nullable Long version;

    /** @throws org.sneakyklaus.support.RuleViolation on {@code people} if a line cannot be read */
    Changes toChanges() {
        return new Changes(leave, Newcomer.listed(people), notWith);
    }

    public Set<Long> getLeave() {
        return leave;
    }

    public void setLeave(Set<@Nullable Long> leave) {
        this.leave = Ids.of(leave);
    }

    public String getPeople() {
        return people;
    }

    public void setPeople(String people) {
        this.people = people;
    }

    public Set<Long> getNotWith() {
        return notWith;
    }

    public void setNotWith(Set<@Nullable Long> notWith) {
        this.notWith = Ids.of(notWith);
    }

    public boolean isConfirm() {
        return confirm;
    }

    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    /** Whether the button that requires confirmation was pressed; the first check does not require it yet. */
    public boolean isAsked() {
        return asked;
    }

    public void setAsked(boolean asked) {
        this.asked = asked;
    }

    public @Nullable Long getVersion() {
        return version;
    }

    public void setVersion(@Nullable Long version) {
        this.version = version;
    }
}
