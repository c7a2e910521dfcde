package org.sneakyklaus.operation.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.operation.Backups;
import org.sneakyklaus.operation.Backups.BackupView;
import org.sneakyklaus.operation.SetupSteps;
import org.sneakyklaus.operation.backup.Backup;
import org.sneakyklaus.operation.backup.BackupException;
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
    record BackupsPage(boolean made, List<BackupView> backups, boolean keyKept, ZoneId zone) {}

    private final Optional<Backup> backup;
    private final Optional<Backups> backups;
    private final SetupSteps steps;
    private final Organiser admin;

    BackupController(Optional<Backup> backup, Optional<Backups> backups, SetupSteps steps, Organiser admin) {
        this.backup = backup;
        this.backups = backups;
        this.steps = steps;
        this.admin = admin;
    }

    @GetMapping
    String list(Model model) {
        var made = backups.map(Backups::list).orElse(List.of());
        model.addAttribute("page", new BackupsPage(backups.isPresent(), made, steps.isKeyKept(), admin.zone()));
        return "operation/backups";
    }

    @GetMapping("/{name}")
    ResponseEntity<Resource> download(@PathVariable String name) {
        var file = backups.flatMap(made -> made.file(name)).orElseThrow(() -> new NotFoundException("No backup"));
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
}
