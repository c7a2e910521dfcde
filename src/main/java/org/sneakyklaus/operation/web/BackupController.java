package org.sneakyklaus.operation.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.operation.SetupSteps;
import org.sneakyklaus.operation.backup.Backup;
import org.sneakyklaus.operation.backup.BackupException;
import org.sneakyklaus.operation.backup.BackupFolder;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Flash;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lists the backups, makes one and hands one out, if the database is SQLite. */
@Controller
@RequestMapping("/admin/backups")
class BackupController {

    private static final Logger log = LoggerFactory.getLogger(BackupController.class);

    /**
     * The content of the page.
     *
     * @param made whether backups are made here
     * @param keyKept whether the operator keeps a copy of the secret key
     */
    record BackupsPage(boolean made, List<Row> backups, boolean keyKept) {}

    record Row(String name, ZonedDateTime at, long bytes) {}

    private final Optional<Backup> backup;
    private final BackupFolder folder;
    private final SetupSteps steps;
    private final Organiser admin;
    private final Clock clock;

    BackupController(Optional<Backup> backup, AppProperties app, SetupSteps steps, Organiser admin, Clock clock) {
        this.backup = backup;
        this.folder = new BackupFolder(app.data());
        this.steps = steps;
        this.admin = admin;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) throws IOException {
        var rows = new ArrayList<Row>();
        for (var file : folder.backups(clock.instant())) {
            rows.add(row(file));
        }
        model.addAttribute("page", new BackupsPage(backup.isPresent(), rows, steps.isKeyKept()));
        return "operation/backups";
    }

    @GetMapping("/{name}")
    ResponseEntity<Resource> download(@PathVariable String name) {
        var file = folder.find(name).orElseThrow(() -> new NotFoundException("No backup"));
        log.info("Backup {} downloaded", name);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(new FileSystemResource(file));
    }

    @PostMapping
    String make(RedirectAttributes redirect) {
        try {
            backup.orElseThrow(() -> new NotFoundException("No backup")).take();
        } catch (BackupException e) {
            log.error("Backup failed; earlier ones are kept", e);
            throw RuleViolation.of("backups.failed");
        }
        Flash.say(redirect, "backups.made");
        return "redirect:/admin/backups";
    }

    private Row row(Path file) throws IOException {
        return new Row(file.getFileName().toString(), BackupFolder.timeOf(file).atZone(admin.zone()), Files.size(file));
    }
}
