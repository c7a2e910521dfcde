package org.sneakyklaus.participation;

import org.sneakyklaus.support.TextRules;

/**
 * What a participant tells about themselves.
 *
 * @param name one line, 1 to 120 characters
 * @param giftIdeas up to 10,000 characters, perhaps none
 */
public record ProfileDetails(String name, String giftIdeas) {

    /** @throws org.sneakyklaus.support.RuleViolation on the field that breaks a rule */
    public ProfileDetails {
        name = TextRules.requiredLine("name", name, 120);
        giftIdeas = TextRules.paragraphs("giftIdeas", giftIdeas, 10_000);
    }

    @Override
    public String toString() {
        return "***";
    }
}
