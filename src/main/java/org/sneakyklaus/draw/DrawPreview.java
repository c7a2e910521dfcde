package org.sneakyklaus.draw;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.Tightness;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells from rules and numbers alone what a draw would meet; the present pairing is never looked at. */
@Component
public class DrawPreview {

    private final Groups groups;

    DrawPreview(Groups groups) {
        this.groups = groups;
    }

    /**
     * What is known before a draw.
     *
     * @param people how many take part
     * @param obstacle why there is no pairing, or null when there is one or too few take part
     * @param canBeWorkedOut whether the group may be able to work out who gives to whom: there are 3, or the rules
     *     leave somebody one possible recipient
     */
    public record Verdict(int people, @Nullable Obstacle obstacle, boolean canBeWorkedOut) {

        /** Whether fewer take part than a draw needs. */
        public boolean tooFew() {
            return people < MatchingProblem.FEWEST_PEOPLE;
        }

        /** Whether a draw would succeed now. */
        public boolean possible() {
            return !tooFew() && obstacle == null;
        }
    }

    @Transactional(readOnly = true)
    public Verdict of(long exchangeId) {
        return verdict(groups.of(exchangeId));
    }

    static Verdict verdict(Group group) {
        int people = group.size();
        if (group.isTooSmall()) {
            return new Verdict(people, null, false);
        }
        var problem = group.problem();
        var obstacle = Feasibility.obstacle(problem);
        if (obstacle.isPresent()) {
            return new Verdict(people, Obstacle.of(obstacle.get(), group.names()), false);
        }
        var canBeWorkedOut = people == MatchingProblem.FEWEST_PEOPLE
                || !Tightness.of(problem).forced().isEmpty();
        return new Verdict(people, null, canBeWorkedOut);
    }
}
