package org.sneakyklaus.draw;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.DrawAnalysis;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.matching.GuardianInsight;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.Remedies;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.context.MessageSourceResolvable;

/**
 * How a draw would end, determined from people and rules alone.
 *
 * @param people number of participants
 * @param obstacle why there is no pairing, or null if there is one or too few people take part
 * @param blocking ids of the rules that contribute to the obstacle, in the order they were made
 * @param remedies ids of the first twelve rules whose removal alone makes a draw possible
 * @param othersNeeded whether no draw would be possible even without any of the organiser's rules
 * @param oneOption names of those who have only one possible recipient
 * @param singleCircle whether a single circle may be drawn; null if no draw is possible
 * @param oneLookTells whether someone can tell another gift from their own; looked at for up to eight people
 * @param guardians names of those who could work out a recipient from those of the people they look after
 */
public record Verdict(
        int people,
        @Nullable Obstacle obstacle,
        List<Long> blocking,
        List<Long> remedies,
        boolean othersNeeded,
        List<String> oneOption,
        @Nullable SingleCircle singleCircle,
        boolean oneLookTells,
        List<String> guardians) {

    private static final int MOST_REMEDIES = 12;

    public Verdict {
        blocking = List.copyOf(blocking);
        remedies = List.copyOf(remedies);
        oneOption = List.copyOf(oneOption);
        guardians = List.copyOf(guardians);
    }

    /**
     * As {@link Groups#verdict}, for who has just read all of it.
     *
     * @param people everyone who ever took part
     * @param rules all rules of their exchange
     */
    public static Verdict of(List<ParticipantView> people, List<ExclusionView> rules) {
        return of(Group.of(people.stream().filter(ParticipantView::active).toList(), rules));
    }

    static Verdict of(Group group) {
        if (group.isTooSmall()) {
            return new Verdict(group.size(), null, List.of(), List.of(), false, List.of(), null, false, List.of());
        }
        var problem = group.problem();
        return Feasibility.obstacle(problem)
                .map(obstacle -> impossible(group, problem, obstacle))
                .orElseGet(() -> possible(group, problem));
    }

    private static Verdict impossible(Group group, MatchingProblem problem, Infeasible infeasible) {
        var rules = group.rules();
        List<Set<MatchingProblem.Pair>> pairs =
                rules.stream().map(group::allowedWithout).toList();
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
                Feasibility.obstacle(group.withoutRules().problem()).isPresent(),
                List.of(),
                null,
                false,
                List.of());
    }

    private static Verdict possible(Group group, MatchingProblem problem) {
        var analysis = DrawAnalysis.of(problem);
        return new Verdict(
                group.size(),
                null,
                List.of(),
                List.of(),
                false,
                group.named(analysis.forced()),
                analysis.singleCircle(),
                DrawAnalysis.oneGiftTellsAnother(problem),
                group.named(GuardianInsight.guardiansWhoCouldWorkOut(problem, group.guardianOf())));
    }

    /** Whether fewer people take part than a draw needs. */
    public boolean tooFew() {
        return people < MatchingProblem.FEWEST_PEOPLE;
    }

    /** Whether a draw would succeed now. */
    public boolean possible() {
        return !tooFew() && obstacle == null;
    }

    /** Whether so few people take part that all can work out the others' recipients from their own. */
    public boolean fewest() {
        return people == MatchingProblem.FEWEST_PEOPLE;
    }

    /** Whether the rules leave only one possible draw. */
    public boolean onlyOneDraw() {
        return possible() && oneOption.size() == people;
    }

    /** Whether participants may be able to work out who drew whom. */
    public boolean canBeWorkedOut() {
        return possible() && (fewest() || !oneOption.isEmpty() || oneLookTells || !guardians.isEmpty());
    }

    /** Returns the {@link #guardians}, as a part of a sentence; empty if there are none. */
    public Optional<MessageSourceResolvable> someGuardians() {
        return guardians.isEmpty() ? Optional.empty() : Optional.of(NameList.of(guardians));
    }

    /**
     * Returns the names of those with one possible recipient, as a part of a sentence. Empty if there are none, or if
     * there is only one possible draw.
     */
    public Optional<MessageSourceResolvable> someWithOneOption() {
        return oneOption.isEmpty() || onlyOneDraw() ? Optional.empty() : Optional.of(NameList.of(oneOption));
    }
}
