package org.sneakyklaus.draw;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;
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
        if (TightRules.areFarFrom(problem)) {
            return new Verdict(people, null, people == MatchingProblem.FEWEST_PEOPLE);
        }
        var result = Matcher.draw(problem, new SplittableRandom());
        if (result instanceof Infeasible infeasible) {
            return new Verdict(people, Obstacle.of(infeasible, group.names()), false);
        }
        var anyPairing = ((Matched) result).receiverByGiver();
        var tight = people == MatchingProblem.FEWEST_PEOPLE || TightRules.forceSomebody(problem, anyPairing);
        return new Verdict(people, null, tight);
    }
}
