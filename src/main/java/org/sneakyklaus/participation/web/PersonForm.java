package org.sneakyklaus.participation.web;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.EmailAddress;

/** The fields of a person, filled in by the admin or by that person. */
class PersonForm extends ProfileForm {

    public String email = "";
    /** How they are reached: {@code LINK} for a personal link, else by what else is filled in. */
    public String contact = "";
    /** The id of the participant who looks after them; null if they have an address of their own. */
    public @Nullable Long guardian;

    static PersonForm of(ParticipantView participant) {
        var form = new PersonForm();
        form.name = participant.name();
        form.email = participant.email() == null ? "" : participant.email().value();
        form.giftIdeas = participant.giftIdeas();
        return form;
    }

    boolean wantsLink() {
        return contact.equals(Way.LINK.name());
    }

    /** @throws org.sneakyklaus.support.RuleViolation on every field that breaks a rule */
    Newcomer toNewcomer() {
        var broken = new BrokenRules();
        broken.check(this::toProfile);
        var address = broken.orRefuse(() -> new EmailAddress(email));
        return new Newcomer(toProfile(), address);
    }
}
