package org.sneakyklaus.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sneakyklaus.account.AdminPrincipal;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.account.SetupCode;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TooOftenException;
import org.sneakyklaus.support.web.Layout;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how often each form may be sent. Counts before anything looks at what was sent, so that the response is the
 * same for known and unknown values.
 */
@Component
class RequestLimits {

    private interface Subject {

        /** Returns the subject to count; empty if there is no one to protect: the request is refused anyway. */
        Optional<String> of(HttpServletRequest request, PathPatternRequestMatcher path);
    }

    private record Rule(Limit limit, Subject subject, List<PathPatternRequestMatcher> paths) {}

    private static final String SETUP = "/setup";

    private final RateLimits limits;
    private final ClientAddress clients;
    private final ParticipantAccess access;
    private final Guardianship guardianship;
    private final MagicTokens tokens;
    private final AdminQueries admins;
    private final SetupCode setupCode;
    private final DemoMode mode;
    private final List<Rule> rules;

    RequestLimits(
            RateLimits limits,
            ClientAddress clients,
            ParticipantAccess access,
            Guardianship guardianship,
            MagicTokens tokens,
            AdminQueries admins,
            SetupCode setupCode,
            DemoMode mode) {
        this.limits = limits;
        this.clients = clients;
        this.access = access;
        this.guardianship = guardianship;
        this.tokens = tokens;
        this.admins = admins;
        this.setupCode = setupCode;
        this.mode = mode;
        Subject client = (request, path) -> Optional.of(clients.of(request));
        // By client first: a client over that limit must not use up the attempts of others.
        this.rules = List.of(
                rule(Limit.ADMIN_CLIENT, client, "/admin/login"),
                rule(Limit.ADMIN_ACCOUNT, this::whoSignsIn, "/admin/login"),
                rule(Limit.ADMIN_ACCOUNT, this::whoseSession, "/admin/settings/password", "/admin/settings/email"),
                rule(Limit.LINK_CLIENT, client, "/admin/password/forgot"),
                rule(Limit.PASSWORD_RESET, (request, path) -> email(request), "/admin/password/forgot"),
                // The page says whether the code in its address is right.
                new Rule(Limit.SETUP_CODE, this::whoGuessesTheCode, List.of(pathPattern(SETUP))),
                rule(
                        Limit.LINK_CLIENT,
                        client,
                        "/find",
                        "/exchange/{slug}/signin",
                        "/exchange/{slug}/signin/{token}/renew",
                        "/exchange/{slug}/me/email",
                        "/exchange/{slug}/me/wards/{handle}/way"),
                rule(
                        Limit.LINK_CLIENT,
                        this::whoMoves,
                        "/exchange/{slug}/me/email",
                        "/exchange/{slug}/me/wards/{handle}/way"),
                rule(Limit.LINK_ADDRESS, (request, path) -> email(request), "/find"),
                rule(Limit.LINK_ADDRESS, this::whoAsks, "/exchange/{slug}/signin"),
                rule(
                        Limit.LINK_ADDRESS,
                        (request, path) -> whoMoves(request, path).flatMap(participant -> whoAsks(request, path)),
                        "/exchange/{slug}/me/email",
                        "/exchange/{slug}/me/wards/{handle}/way"),
                // Once names are drawn, each new link is emailed to everyone.
                rule(Limit.LINK_ADDRESS, this::whoMoves, "/exchange/{slug}/me/new-link"),
                rule(Limit.LINK_ADDRESS, this::whoseLink, "/exchange/{slug}/signin/{token}/renew"),
                // Each request is emailed to the organiser, and can be taken back and made again.
                rule(
                        Limit.LINK_ADDRESS,
                        this::whoLeaves,
                        "/exchange/{slug}/me/leave-request",
                        "/exchange/{slug}/me/wards/{handle}/leave-request"),
                rule(
                        Limit.TOKEN_CLIENT,
                        client,
                        "/exchange/{slug}/signin/{token}",
                        "/exchange/{slug}/link/{token}",
                        "/exchange/{slug}/link/{token}/report",
                        "/exchange/{slug}/not-me/{token}",
                        "/exchange/{slug}/email/{token}",
                        "/admin/password/reset/{token}",
                        "/admin/email/{token}"),
                rule(
                        Limit.REGISTRATION_CLIENT,
                        client,
                        "/exchange/{slug}/register",
                        "/exchange/{slug}/register/correct",
                        "/exchange/{slug}/me/wards"));
    }

    /** Returns the filter, which must follow the CSRF check: what a foreign page sends is not the client's doing. */
    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var wait = pause(request);
                if (wait.isPresent()) {
                    refuse(request, response, wait.get());
                } else {
                    chain.doFilter(request, response);
                }
            }
        };
    }

    private Optional<Duration> pause(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod()) && !SETUP.equals(request.getServletPath())) {
            return Optional.empty();
        }
        return rules.stream()
                .flatMap(rule -> rule.paths().stream()
                        .filter(path -> path.matches(request))
                        .flatMap(path -> rule.subject().of(request, path).stream())
                        .flatMap(subject -> limits.count(rule.limit(), subject).stream()))
                .findFirst();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws IOException {
        var refusal = new TooOftenException(wait);
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.seconds()));
        request.setAttribute("retryMinutes", refusal.minutes());
        Layout.rememberWhoAsks(request);
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    /** Returns the typed address; empty in a demo, whose password is no secret and whose account many share. */
    private Optional<String> whoSignsIn(HttpServletRequest request, PathPatternRequestMatcher path) {
        return mode.demo() ? Optional.empty() : email(request);
    }

    /**
     * Returns the signed-in admin, apart from those who sign in: a stranger who tries passwords must not keep the admin
     * from changing theirs. Empty for others, who cannot type the current password, and in a demo, where nothing can be
     * changed.
     */
    private Optional<String> whoseSession(HttpServletRequest request, PathPatternRequestMatcher path) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return !mode.demo() && authentication != null && authentication.getPrincipal() instanceof AdminPrincipal
                ? admins.address().map(email -> "signed in " + email.value())
                : Optional.empty();
    }

    /**
     * Returns the client unless the code is right: the link from the log is never delayed, even if others call from the
     * same address.
     */
    private Optional<String> whoGuessesTheCode(HttpServletRequest request, PathPatternRequestMatcher path) {
        var code = Objects.requireNonNullElse(request.getParameter("code"), "");
        return code.isBlank() || setupCode.isRight(code) ? Optional.empty() : Optional.of(clients.of(request));
    }

    /**
     * Returns the signed-in participant who requests another address or link; empty for others, who must not use up
     * anyone's attempts.
     */
    private Optional<String> whoMoves(HttpServletRequest request, PathPatternRequestMatcher path) {
        return signedIn(request, path).map(ParticipantPrincipal::getName);
    }

    private Optional<ParticipantPrincipal> signedIn(HttpServletRequest request, PathPatternRequestMatcher path) {
        return access.signedIn(SecurityContextHolder.getContext().getAuthentication(), variable("slug", request, path));
    }

    /** Returns the participant who would leave; empty if the signed-in one has no say in it. */
    private Optional<String> whoLeaves(HttpServletRequest request, PathPatternRequestMatcher path) {
        var handle = path.matcher(request).getVariables().get("handle");
        try {
            return signedIn(request, path).map(me -> "leaving " + guardianship.idOf(me, handle));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<String> whoAsks(HttpServletRequest request, PathPatternRequestMatcher path) {
        return access.exchangeId(variable("slug", request, path))
                .flatMap(exchange -> email(request).map(email -> place(exchange, email)));
    }

    private Optional<String> whoseLink(HttpServletRequest request, PathPatternRequestMatcher path) {
        return access.exchangeId(variable("slug", request, path))
                .flatMap(exchange -> tokens.look(variable("token", request, path), Purpose.MAGIC_LINK)
                        .map(found -> place(exchange, found.email().value())));
    }

    private static String place(long exchange, String email) {
        return exchange + " " + email;
    }

    private static String variable(String name, HttpServletRequest request, PathPatternRequestMatcher path) {
        return path.matcher(request).getVariables().getOrDefault(name, "");
    }

    private static Optional<String> email(HttpServletRequest request) {
        var typed = request.getParameter("email");
        try {
            return Optional.ofNullable(typed).map(text -> new EmailAddress(text).value());
        } catch (RuleViolation violation) {
            return Optional.empty();
        }
    }

    private static Rule rule(Limit limit, Subject subject, String... paths) {
        return new Rule(
                limit,
                subject,
                List.of(paths).stream()
                        .map(path -> pathPattern(HttpMethod.POST, path))
                        .toList());
    }
}
