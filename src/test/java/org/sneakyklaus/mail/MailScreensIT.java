package org.sneakyklaus.mail;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Screens;

/** Shows every e-mail as a mail program does; the pictures are there to be looked at. */
@Tag("once")
class MailScreensIT {

    @Test
    void noMailIsWiderThanAPhoneOrLoadsAnything() {
        try (var screens = Screens.open(URI.create(MailDesk.SITE), Path.of("target", "screenshots", "mail"))) {
            var reader = screens.newPersonWithoutScripts();
            MailSamples.all().forEach((name, mail) -> screens.shootMail(reader, name, mail.html()));
            screens.assertNoComplaints();
        }
    }
}
