package org.sneakyklaus.draw;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.DrawAnalysis;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.Remedies;
import org.springframework.context.MessageSourceResolvable;

/**
 * What a draw would meet, told from people and rules alone.
 *
 * @param people how many take part
 * @param obstacle why there is no pairing, or null when there is one or too few take part
 * @param blocking ids of the rules that have a part in the obstacle, in the order they were made
 * @param remedies ids of the first twelve rules any one of which, if taken away, leaves a way to draw
 * @param oneOption names of those whom the rules leave one recipient
 * @param singleCircle whether one circle may be drawn; null when no draw is possible
 */
public record Verdict(
        int people,
        @Nullable Obstacle obstacle,
        List<Long> blocking,
        List<Long> remedies,
        List<String> oneOption,
        @Nullable SingleCircle singleCircle) {

    private static final int MOST_REMEDIES = 12;

    public Verdict {
        blocking = List.copyOf(blocking);
        remedies = List.copyOf(remedies);
        oneOption = List.copyOf(oneOption);
    }

    static Verdict of(Group group) {
        if (group.isTooSmall()) {
            return new Verdict(group.size(), null, List.of(), List.of(), List.of(), null);
        }
        var problem = group.problem();
        return Feasibility.obstacle(problem)
                .map(obstacle -> impossible(group, problem, obstacle))
                .orElseGet(() -> possible(group, problem));
    }

    private static Verdict impossible(Group group, MatchingProblem problem, Infeasible infeasible) {
        var rules = group.rules();
        List<Set<MatchingProblem.Pair>> pairs = rules.stream().map(Group::pairs).toList();
        return new Verdict(
                group.size(),
                Obstacle.of(infeasible, group),
                rules.stream()
                        .filter(rule -> Group.pairs(rule).stream().anyMatch(infeasible::isBecauseOf))
                        .map(ExclusionView::id)
                        .toList(),
                Remedies.among(pairs, problem, MOST_REMEDIES).stream()
                        .map(rule -> rules.get(rule).id())
                        .toList(),
                List.of(),
                null);
    }

    private static Verdict possible(Group group, MatchingProblem problem) {
        var analysis = DrawAnalysis.of(problem);
        return new Verdict(
                group.size(), null, List.of(), List.of(), group.named(analysis.forced()), analysis.singleCircle());
    }

    /** Whether fewer take part than a draw needs. */
    public boolean tooFew() {
        return people < MatchingProblem.FEWEST_PEOPLE;
    }

    /** Whether a draw would succeed now. */
    public boolean possible() {
        return !tooFew() && obstacle == null;
    }

    /** Whether so few take part that everybody can tell the others' recipients from their own. */
    public boolean fewest() {
        return people == MatchingProblem.FEWEST_PEOPLE;
    }

    /** Whether the rules leave only one possible draw. */
    public boolean onlyOneDraw() {
        return possible() && oneOption.size() == people;
    }

    /** Whether the group may be able to work out who gives to whom. */
    public boolean canBeWorkedOut() {
        return possible() && (fewest() || !oneOption.isEmpty());
    }

    /** Who has one possible recipient, as a part of a sentence; empty when nobody or everybody has. */
    public Optional<MessageSourceResolvable> someWithOneOption() {
        return oneOption.isEmpty() || onlyOneDraw() ? Optional.empty() : Optional.of(NameList.of(oneOption));
    }
}
