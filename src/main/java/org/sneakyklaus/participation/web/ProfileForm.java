package org.sneakyklaus.participation.web;

import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;

/** The form for a participant's name and gift ideas. */
class ProfileForm {

    public String name = "";
    public String giftIdeas = "";

    static ProfileForm of(ParticipantView participant) {
        var form = new ProfileForm();
        form.name = participant.name();
        form.giftIdeas = participant.giftIdeas();
        return form;
    }

    ProfileDetails toProfile() {
        return new ProfileDetails(name, giftIdeas);
    }
}
