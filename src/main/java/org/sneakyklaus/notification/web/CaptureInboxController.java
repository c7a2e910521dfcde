package org.sneakyklaus.notification.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.sneakyklaus.notification.transport.CapturedMail;
import org.sneakyklaus.notification.transport.CapturedMails;
import org.sneakyklaus.notification.transport.CapturedText;
import org.sneakyklaus.support.AppProperties;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The e-mails that were captured instead of sent, so that the whole product can be tried without any mail server. */
@Controller
@RequestMapping("/admin/mail")
class CaptureInboxController {

    private static final String POLICY = "Content-Security-Policy";
    // That of every page, and the frame with the e-mail.
    private static final String FRAMING =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; object-src 'none'";
    // What stands in an e-mail is not ours: no script, nothing loaded, and no more than a picture of it in its frame.
    private static final String FRAMED =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /** @param q the part of an address that was searched for, or blank */
    record InboxPage(Page<CapturedMail> mails, String q) {

        /** The address of this list, to which its pages are added. */
        public String url() {
            return q.isBlank()
                    ? "/admin/mail"
                    : UriComponentsBuilder.fromPath("/admin/mail")
                            .queryParam("q", "{q}")
                            .build(q)
                            .toString();
        }

        public ZonedDateTime time(Instant instant) {
            return UtcTime.of(instant);
        }
    }

    /** @param links those to this site: within the frame they are dead */
    record MailPage(CapturedText content, List<String> links) {

        public ZonedDateTime time(Instant instant) {
            return UtcTime.of(instant);
        }
    }

    private final CapturedMails captured;
    private final AppProperties app;

    CaptureInboxController(CapturedMails captured, AppProperties app) {
        this.captured = captured;
        this.app = app;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("page", new InboxPage(captured.page(q, Math.max(0, page)), q));
        return "notification/captured";
    }

    @GetMapping("/{name}")
    String show(@PathVariable String name, HttpServletResponse response, Model model) {
        var content = captured.read(name);
        model.addAttribute("page", new MailPage(content, links(content.text())));
        response.setHeader(POLICY, FRAMING);
        return "notification/captured-mail";
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
