package org.sneakyklaus.participation;

import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.TextRules;

/**
 * What participants say about themselves.
 *
 * @param name one line, 1 to 120 characters
 * @param giftIdeas up to 10,000 characters, perhaps none
 */
public record ProfileDetails(String name, String giftIdeas) {

    /** @throws org.sneakyklaus.support.RuleViolation on every field that breaks a rule */
    public ProfileDetails {
        var broken = new BrokenRules();
        name = TextRules.requiredLine(broken, "name", name, 120);
        giftIdeas = TextRules.paragraphs(broken, "giftIdeas", giftIdeas, 10_000);
        broken.refuse();
    }

    @Override
    public String toString() {
        return "***";
    }
}
