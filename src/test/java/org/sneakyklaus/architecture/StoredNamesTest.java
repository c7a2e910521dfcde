package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that stand in the databases of installations: none may change or go, new ones are added here. */
class StoredNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            exchange.AdjustmentRisk: NONE JOINED JOINED_WITH_RULES NO_CHOICE
            exchange.ExchangeHistory$Kind: OPENED CLOSED DRAWN DRAWN_AGAIN ADJUSTED DRAW_CANCELLED ASKED_TO_LOOK DATE_CHANGED COMPLETED CALLED_OFF GUARDIAN_CHANGED LINK_MADE LINK_RENEWED LINK_REPORTED LINK_STOPPED WORD_RESET WORD_MISSING LET_IN LINK_HANDED_OVER WAY_CHANGED ADDRESS_ASKED ACCOUNT_TIED RESTORED NOT_DRAWN
            exchange.NotDrawn: DATE_PASSED TOO_FEW UNCONFIRMED IMPOSSIBLE PAUSED NO_KEY
            exchange.ExchangeState: DRAFT REGISTRATION_OPEN REGISTRATION_CLOSED MATCHED COMPLETED CANCELLED
            exchange.Theme: CHRISTMAS WINTER BIRTHDAY PLAIN
            job.history.RunCause: SCHEDULE MANUAL CATCH_UP RETRY RECOVERY
            job.history.RunOutcome: RUNNING SUCCESS FAILED MISSED INTERRUPTED
            outbox.Delivery: DELIVERED BOUNCED COMPLAINED
            outbox.MailKind: REGISTRATION_CONFIRMATION SIGN_IN FIND_EXCHANGES ADDRESS_CHANGE GUARDIAN PAIRING DRAWN_AGAIN DRAW_CANCELLED DRAW_ADJUSTED HAVE_YOU_LOOKED REMINDER CHANGED CALLED_OFF ANNOUNCEMENT WAY_CHANGED INVITED_AGAIN WITHDRAWAL REMOVED PERSON_REMOVED SOMEBODY_REGISTERED SOMEBODY_WITHDREW REGISTRATION_CLOSED NOT_DRAWN DRAWN LEAVE_REQUEST PURGE_WARNING COMPLETED JOB_FAILED UNDELIVERED WEBHOOK_PAUSED PASSWORD_RESET ADMIN_ADDRESS ADMIN_MOVES TEST
            outbox.OutboxState: PENDING HELD CLAIMED SENT UNKNOWN FAILED CANCELLED DROPPED
            outbox.Suppressions$Reason: BOUNCED COMPLAINED
            ratelimit.Limit: ADMIN_ACCOUNT ADMIN_CLIENT LINK_ADDRESS LINK_CLIENT TOKEN_CLIENT CODE_REQUEST CODE_PERSON WORD_LINK WORD_BROWSER REGISTRATION_CLIENT SETUP_CODE PASSWORD_RESET
            participation.Way: EMAIL GUARDIAN LINK ACCOUNT
            webhook.PauseReason: ASKED GONE FAILING
            webhook.WebhookEvent: OPENED CLOSED PARTICIPANTS_CHANGED DRAWN REDRAWN ADJUSTED RESCHEDULED REMINDED CANCELLED COMPLETED DELETION_ANNOUNCED DELETED JOB_FAILED MAIL_UNDELIVERED BACKUP_FAILED STATUS_DEGRADED STATUS_RECOVERED PING
            webhook.WebhookFormat: STANDARD SLACK NTFY
            signin.Purpose: MAGIC_LINK PASSWORD_RESET EMAIL_CHANGE ADMIN_EMAIL NOT_ME
            """)
    void constantsAreStored(String type, String names) throws ClassNotFoundException {
        var constants = Class.forName("org.sneakyklaus." + type).getEnumConstants();

        assertThat(Arrays.stream(constants).map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(names);
    }

    @Test
    void triggersAreStoredWithTheClassThatRunsThem() throws ClassNotFoundException {
        assertThat(Class.forName("org.sneakyklaus.job.QuartzDispatcher")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "job/jobs/RecurringJobs, auto_complete_exchanges",
        "job/jobs/RecurringJobs, cleanup_expired_rate_limits",
        "job/jobs/RecurringJobs, cleanup_expired_sessions",
        "job/jobs/RecurringJobs, cleanup_expired_tokens",
        "job/jobs/RecurringJobs, prune_job_executions",
        "job/jobs/RecurringJobs, purge_old_exchanges",
        "job/jobs/RecurringJobs, tell_of_undelivered_mail",
        "job/jobs/ExchangeJobs, close_registration",
        "job/jobs/ExchangeJobs, reminder",
        "job/JobWaker, dispatch_outbox",
        "webhook/WebhookJobs, dispatch_webhooks",
        "webhook/WebhookJobs, prune_webhook_deliveries",
        "operation/backup/BackupJob, backup_database"
    })
    void jobsAreStoredByTheirIds(String file, String id) throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/org/sneakyklaus", file + ".java")))
                .contains('"' + id + '"');
    }
}
