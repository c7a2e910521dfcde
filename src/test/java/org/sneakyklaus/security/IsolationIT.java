package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.security.Scene.Caller;
import org.sneakyklaus.testsupport.CleanDatabase;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.context.ApplicationContext;

/** Who reaches what: every route of the running application, called by everybody. */
@Tag("once")
@IntegrationTest
class IsolationIT {

    /**
     * What each is answered: a status, or {@code login} where a person is led to the sign-in page of that part. A POST
     * carries a valid CSRF token and fields that any form would take. The exchange is drawn; "other" takes part in
     * another one. A failure shows the rows as they are.
     */
    private static final String TABLE = """
                                                                       | nobody | participant | other | withdrawn | admin | guardian | organiser | linked
            GET /                                                      | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /actuator/health                                       | 503    | 503         | 503   | 503       | 503   | 503      | 503       | 503
            GET /actuator/health/**                                    | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /actuator/prometheus                                   | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /admin                                                 | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/backups                                         | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/backups/{name}                                  | login  | login       | login | login     | 404   | login    | login     | login
            GET /admin/email/{token}                                   | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /admin/exchanges/new                                   | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}                                  | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/announcements                    | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/cards                            | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/edit                             | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/import                           | login  | login       | login | login     | 303   | login    | login     | login
            GET /admin/exchanges/{id}/link.svg                         | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/mend                             | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/notifications                    | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/participants.csv                 | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/participants/{pid}/edit          | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/exchanges/{id}/participants/{pid}/link          | login  | login       | login | login     | 404   | login    | login     | login
            GET /admin/exchanges/{id}/participants/{pid}/way           | login  | login       | login | login     | 404   | login    | login     | login
            GET /admin/exchanges/{id}/webhooks                         | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/jobs                                            | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/jobs/history                                    | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/login                                           | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /admin/mail                                            | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/mail/{name}                                     | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/mail/{name}/download                            | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/mail/{name}/html                                | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/outbox                                          | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/password/forgot                                 | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /admin/password/reset/{token}                          | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /admin/server                                          | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/settings                                        | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/status                                          | login  | login       | login | login     | 200   | login    | login     | login
            GET /admin/webhooks                                        | login  | login       | login | login     | 200   | login    | login     | login
            GET /error                                                 | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /exchange/{slug}                                       | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            GET /exchange/{slug}/address                               | 400    | 400         | 400   | 400       | 400   | 400      | 400       | 400
            GET /exchange/{slug}/email/{token}                         | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            GET /exchange/{slug}/link/{token}                          | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /exchange/{slug}/me                                    | login  | 200         | login | login     | login | 200      | 200       | 200
            GET /exchange/{slug}/me/calendar.ics                       | login  | 200         | login | login     | login | 200      | 200       | 200
            GET /exchange/{slug}/me/people                             | login  | 200         | login | login     | login | 200      | 200       | 200
            GET /exchange/{slug}/me/profile                            | login  | 200         | login | login     | login | 200      | 200       | 200
            GET /exchange/{slug}/me/wards/{handle}/profile             | login  | 404         | login | login     | login | 200      | 404       | 404
            GET /exchange/{slug}/me/wards/{handle}/remove              | login  | 404         | login | login     | login | 303      | 404       | 404
            GET /exchange/{slug}/me/withdraw                           | login  | 303         | login | login     | login | 303      | 303       | 303
            GET /exchange/{slug}/not-me/{token}                        | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            GET /exchange/{slug}/register                              | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /exchange/{slug}/register/done                         | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            GET /exchange/{slug}/signin                                | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /exchange/{slug}/signin/code                           | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /exchange/{slug}/signin/{token}                        | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /exchange/{slug}/withdrawn                             | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /find                                                  | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /find/sent                                             | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /privacy                                               | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            GET /setup                                                 | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /unsubscribe/{token}                                   | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /admin/backups                                        | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/email/{token}                                  | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            POST /admin/exchanges                                      | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/announcements                   | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/exchanges/{id}/call-off                        | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/cancel-match                    | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/cards                           | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/close                           | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/close-and-draw                  | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/complete                        | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/copy                            | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/delete                          | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/edit                            | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/exclusions                      | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/exclusions/group                | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/exclusions/several              | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/exclusions/ungroup              | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/exclusions/{eid}/delete         | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/forget-pairs                    | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/import                          | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/match                           | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/my-page                              | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/mend                            | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/exchanges/{id}/new-link                        | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/notifications                   | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/open                            | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/participants                    | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/take-part                       | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/participants/remove-unconfirmed | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/edit         | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/known        | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/new-link     | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/remove       | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/resend       | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/reset-word   | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/restore      | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/participants/{pid}/way          | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/postpone                        | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/rematch                         | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/reminders/send                  | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/exchanges/{id}/reopen                          | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/exchanges/{id}/series                          | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/exchanges/{id}/series?forget                   | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks                        | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks/{wid}/delete           | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks/{wid}/deliveries/{did}/retry | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks/{wid}/pause            | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks/{wid}/resume           | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/exchanges/{id}/webhooks/{wid}/test             | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/jobs/{jobId}/pause                             | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/jobs/{jobId}/resume                            | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/jobs/{jobId}/run                               | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/key/accept                                     | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/key/kept                                       | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/login                                          | 422    | 422         | 422   | 422       | 422   | 429      | 429       | 429
            POST /admin/logout                                         | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /admin/mail/test                                      | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/outbox/drop                                    | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/outbox/drop-failed                             | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/outbox/release                                 | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/outbox/retry                                   | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/outbox/{id}/retry                              | login  | login       | login | login     | 409   | login    | login     | login
            POST /admin/password/forgot                                | 303    | 303         | 303   | 429       | 429   | 429      | 429       | 429
            POST /admin/password/reset/{token}                         | 200    | 200         | 200   | 200       | 200   | 200      | 200       | 200
            POST /admin/settings/email                                 | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/settings/email/resend                          | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/settings/password                              | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/settings/profile                               | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/settings/sessions/revoke                       | login  | login       | login | login     | 303   | login    | login     | login
            POST /admin/webhooks                                       | login  | login       | login | login     | 422   | login    | login     | login
            POST /admin/webhooks/{wid}/delete                          | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/webhooks/{wid}/deliveries/{did}/retry          | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/webhooks/{wid}/pause                           | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/webhooks/{wid}/resume                          | login  | login       | login | login     | 404   | login    | login     | login
            POST /admin/webhooks/{wid}/test                            | login  | login       | login | login     | 404   | login    | login     | login
            POST /error                                                | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /exchange/{slug}/email/{token}                        | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /exchange/{slug}/link/{token}                         | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /exchange/{slug}/link/{token}/report                  | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /exchange/{slug}/me/account                           | login  | 404         | login | login     | login | 404      | 404       | 404
            POST /exchange/{slug}/me/email                             | login  | 303         | login | login     | login | 303      | 404       | 303
            POST /exchange/{slug}/me/leave-request                     | login  | 303         | login | login     | login | 303      | 303       | 303
            POST /exchange/{slug}/me/leave-to                          | login  | 422         | login | login     | login | 422      | 422       | 422
            POST /exchange/{slug}/me/new-link                          | login  | 404         | login | login     | login | 404      | 404       | 200
            POST /exchange/{slug}/me/profile                           | login  | 409         | login | login     | login | 409      | 409       | 409
            POST /exchange/{slug}/me/reminders                         | login  | 303         | login | login     | login | 303      | 303       | 303
            POST /exchange/{slug}/me/reveal                            | login  | 200         | login | login     | login | 200      | 200       | 200
            POST /exchange/{slug}/me/signout                           | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /exchange/{slug}/me/stay                              | login  | 303         | login | login     | login | 303      | 303       | 303
            POST /exchange/{slug}/me/wards                             | login  | 409         | login | login     | login | 409      | 409       | 409
            POST /exchange/{slug}/me/wards/{handle}/leave-request      | login  | 404         | login | login     | login | 303      | 404       | 404
            POST /exchange/{slug}/me/wards/{handle}/profile            | login  | 404         | login | login     | login | 409      | 404       | 404
            POST /exchange/{slug}/me/wards/{handle}/remove             | login  | 404         | login | login     | login | 409      | 404       | 404
            POST /exchange/{slug}/me/wards/{handle}/reveal             | login  | 404         | login | login     | login | 200      | 404       | 404
            POST /exchange/{slug}/me/wards/{handle}/stay               | login  | 404         | login | login     | login | 303      | 404       | 404
            POST /exchange/{slug}/me/wards/{handle}/way                | login  | 404         | login | login     | login | 303      | 404       | 404
            POST /exchange/{slug}/me/withdraw                          | login  | 409         | login | login     | login | 409      | 409       | 409
            POST /exchange/{slug}/not-me/{token}                       | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /exchange/{slug}/register                             | 409    | 409         | 409   | 409       | 409   | 409      | 409       | 409
            POST /exchange/{slug}/register/correct                     | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /exchange/{slug}/signin                               | 303    | 303         | 303   | 429       | 429   | 429      | 429       | 429
            POST /exchange/{slug}/signin/{token}                       | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /exchange/{slug}/signin/{token}/renew                 | 303    | 303         | 303   | 303       | 303   | 303      | 303       | 303
            POST /find                                                 | 303    | 303         | 303   | 429       | 429   | 429      | 429       | 429
            POST /setup                                                | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /unsubscribe/{token}                                  | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /webhooks/resend                                      | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            GET /unsubscribe/next-time/{token}                         | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            POST /exchange/{slug}/me/next-time                         | login  | 303         | login | login     | login | 303      | 303       | 303
            POST /unsubscribe/next-time/{token}                        | 404    | 404         | 404   | 404       | 404   | 404      | 404       | 404
            """;

    private static final List<String> REFUSED = List.of("login", "403", "404", "405");
    private static final List<String> WITHOUT_CSRF = List.of("/unsubscribe/", "/webhooks/");

    private final Site site;
    private final Stages stages;
    private final ApplicationContext application;
    private final CleanDatabase database;

    IsolationIT(Site site, Stages stages, ApplicationContext application, CleanDatabase database) {
        this.site = site;
        this.stages = stages;
        this.application = application;
        this.database = database;
    }

    @Test
    void everybodyReachesWhatTheTableAllowsAndNothingElse() {
        var expected = table();
        assertThat(expected.keySet()).as("a row for every route").isEqualTo(Routes.of(application));

        var scene = new Scene(site, stages, site.setUp());
        site.change("delete from rate_limit");
        var snapshot = database.snapshot();
        var cookies = new EnumMap<Caller, List<HttpCookie>>(Caller.class);
        for (var caller : Caller.values()) {
            cookies.put(caller, scene.browser(caller).cookies());
        }
        var before = site.everything();
        var wrong = new ArrayList<String>();
        for (var route : expected.keySet()) {
            site.change("delete from rate_limit");
            var answers = new ArrayList<String>();
            for (var caller : Caller.values()) {
                var answer = call(scene, route, caller);
                answers.add(shown(scene, answer));
                if (UnaskedMailIT.toWhoeverIsTyped(site) > 0) {
                    assertThat(UnaskedMailIT.ROUTES)
                            .as("writes to whoever is typed")
                            .contains(route);
                    site.change("delete from outbound_email");
                }
                var after = site.everything();
                if (route.startsWith("GET") || REFUSED.contains(last(answers))) {
                    assertThat(after).as("%s by %s", route, caller).isEqualTo(before);
                    assertThat(answer.text().contains("Ben") && REFUSED.contains(last(answers)))
                            .as("%s tells %s of Ben", route, caller)
                            .isFalse();
                }
                if (!after.equals(before)) {
                    database.restore(snapshot);
                    cookies.forEach((one, held) -> scene.browser(one).keepOnly(held));
                }
            }
            if (!answers.equals(expected.get(route))) {
                wrong.add(route + " | " + String.join(" | ", answers));
            }
        }
        assertThat(wrong).as("rows that are otherwise").isEmpty();
        System.out.printf("%d routes by %d callers%n", expected.size(), Caller.values().length);
    }

    @Test
    void lookingChangesNothingAndAFormWithoutItsTokenIsRefused() {
        var admin = site.setUp();
        var scene = new Scene(site, stages, admin);
        var before = site.everything();
        for (var route : Routes.of(application)) {
            var path = scene.path(route.substring(route.indexOf('/')));
            for (var caller : Caller.values()) {
                var browser = scene.browser(caller);
                if (route.startsWith("GET")) {
                    browser.send(browser.request(path).method("HEAD", BodyPublishers.noBody()));
                } else if (WITHOUT_CSRF.stream().noneMatch(path::startsWith)) {
                    var answer = browser.send(browser.request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("confirm=true&name=Family+Christmas")));
                    assertThat(answer.status()).as("%s by %s", route, caller).isEqualTo(403);
                }
                assertThat(site.everything()).as("%s by %s", route, caller).isEqualTo(before);
            }
        }
    }

    /** What each kind of caller is answered, by route. */
    Map<String, List<String>> table() {
        return TABLE.lines()
                .skip(1)
                .map(row -> row.strip().split(" *\\| *"))
                .collect(Collectors.toMap(
                        cells -> cells[0],
                        cells -> Arrays.asList(cells).subList(1, cells.length),
                        (one, other) -> {
                            throw new AssertionError("two rows of a route");
                        },
                        LinkedHashMap::new));
    }

    private static Page call(Scene scene, String route, Caller caller) {
        var browser = scene.browser(caller);
        var path = scene.path(route.substring(route.indexOf('/')));
        if (route.startsWith("GET")) {
            return browser.open(path);
        }
        var form = browser.formTo(path, scene.fields());
        var field = route.indexOf('?');
        return browser.submit(field < 0 ? form : form.with(route.substring(field + 1), "true"));
    }

    private static String shown(Scene scene, Page answer) {
        var signIn = List.of("/admin/login", "/exchange/" + scene.slug() + "/signin");
        return answer.status() == 303 && signIn.contains(answer.leadsTo().replaceFirst("[?]next=.*", ""))
                ? "login"
                : "" + answer.status();
    }

    private static String last(List<String> answers) {
        return answers.get(answers.size() - 1);
    }
}
