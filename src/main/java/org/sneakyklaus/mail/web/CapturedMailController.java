package org.sneakyklaus.mail.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.outbox.transport.CapturedText;
import org.sneakyklaus.support.AppProperties;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows a captured email, so that the whole product can be tried without a mail server. */
@Controller
@RequestMapping("/admin/mail")
class CapturedMailController {

    private static final String POLICY = "Content-Security-Policy";
    // The policy of every page, plus the frame with the email.
    private static final String FRAMING =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; object-src 'none'";
    // The content of an email is untrusted: no scripts, no loading, and it can only be looked at within its frame.
    private static final String FRAMED =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /**
     * @param time when it was written, in the admin's time zone
     * @param links the links to this site, which do not work within the frame
     */
    record CapturedPage(CapturedText content, ZonedDateTime time, List<String> links) {}

    private final CapturedMails captured;
    private final AdminQueries admin;
    private final AppProperties app;

    CapturedMailController(CapturedMails captured, AdminQueries admin, AppProperties app) {
        this.captured = captured;
        this.admin = admin;
        this.app = app;
    }

    @GetMapping("/{name}")
    String show(@PathVariable String name, HttpServletResponse response, Model model) {
        var content = captured.read(name);
        model.addAttribute(
                "page", new CapturedPage(content, content.mail().time().atZone(admin.zone()), links(content.text())));
        response.setHeader(POLICY, FRAMING);
        return "mail/captured-mail";
    }

    @GetMapping("/{name}/html")
    ResponseEntity<String> html(@PathVariable String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(POLICY, FRAMED)
                .body(captured.read(name).html());
    }

    @GetMapping("/{name}/download")
    ResponseEntity<Resource> download(@PathVariable String name) {
        var attachment = ContentDisposition.attachment().filename(name).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("message/rfc822"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(new FileSystemResource(captured.file(name)));
    }

    private List<String> links(String text) {
        var start = app.link("/");
        return Stream.of(text.split("\\R"))
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
