package org.sneakyklaus.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.signin.SignInCodes;
import org.sneakyklaus.signin.TypedCode;
import org.sneakyklaus.support.AppProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationProvider;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.ott.OneTimeTokenAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionFixationProtectionStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Signs participants in with a link or a code that its POST uses up, until a week after the date of the exchange. */
@Component
class ParticipantSignIn
        implements AuthorizationManager<RequestAuthorizationContext>, AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(ParticipantSignIn.class);

    private static final String LINK = "/exchange/{slug}/signin/{token}";
    private static final RequestMatcher CODE = pathPattern(HttpMethod.POST, "/exchange/{slug}/signin/code");

    private final ParticipantAccess access;
    private final OneTimeTokenAuthenticationProvider links;
    private final CodeFailureHandler codeRefused;
    private final RefusalHandler refusals;
    private final String codeCookie;

    ParticipantSignIn(
            AppProperties properties,
            ParticipantAccess access,
            OneTimeTokenService tokens,
            @Qualifier("participantUserDetails") UserDetailsService participants,
            CodeFailureHandler codeRefused,
            RefusalHandler refusals) {
        this.access = access;
        this.codeRefused = codeRefused;
        this.refusals = refusals;
        this.codeCookie = properties.cookieName(SignInCodes.COOKIE, LINK);
        this.links = new OneTimeTokenAuthenticationProvider(tokens, participants);
    }

    /** Returns the filter that handles the POST of a link or a code. */
    OneTimeTokenAuthenticationFilter filter() {
        var newSession = new SessionFixationProtectionStrategy();
        newSession.setMigrateSessionAttributes(false);
        var filter = new OneTimeTokenAuthenticationFilter();
        filter.setRequiresAuthenticationRequestMatcher(pathPattern(HttpMethod.POST, LINK));
        filter.setAuthenticationConverter(request -> CODE.matches(request) ? code(request) : token(request));
        filter.setAuthenticationManager(new ProviderManager(links));
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setSessionAuthenticationStrategy(newSession);
        filter.setAuthenticationSuccessHandler((request, response, participant) -> {
            log.info("Signed in: {}", participant.getName());
            var length =
                    access.sessionLength((ParticipantPrincipal) Objects.requireNonNull(participant.getPrincipal()));
            var session = request.getSession();
            session.setAttribute(Sessions.FIXED, true);
            session.setMaxInactiveInterval(Math.toIntExact(length.toSeconds()));
            SeeOther.send(request, response, SitePart.of(request).page("me"));
        });
        filter.setAuthenticationFailureHandler((request, response, exception) -> {
            log.warn("Sign-in with a {} failed", CODE.matches(request) ? "code" : "link");
            if (CODE.matches(request)) {
                codeRefused.onAuthenticationFailure(request, response, exception);
            } else {
                // The link's own page says what is wrong with it.
                SeeOther.send(
                        request,
                        response,
                        request.getRequestURI()
                                .substring(request.getContextPath().length()));
            }
        });
        return filter;
    }

    private Authentication code(HttpServletRequest request) {
        var exchange = access.exchangeId(CODE.matcher(request).getVariables().getOrDefault("slug", ""));
        var browser = WebUtils.getCookie(request, codeCookie);
        if (exchange.isEmpty() || browser == null) {
            throw new InvalidOneTimeTokenException("Not the browser that asked");
        }
        var typed = Objects.requireNonNullElse(request.getParameter("code"), "");
        return new TypedCode(exchange.get(), browser.getValue(), typed);
    }

    /** Reads the token, which is valid only for the exchange that it was sent for; elsewhere it is not even used up. */
    private Authentication token(HttpServletRequest request) {
        var path = pathPattern(LINK).matcher(request).getVariables();
        var slug = path.getOrDefault("slug", "");
        var token = path.getOrDefault("token", "");
        if (!access.isFor(slug, token)) {
            throw new InvalidOneTimeTokenException("Not a link of this exchange");
        }
        return new OneTimeTokenAuthenticationToken(token);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(
                access.signedIn(authentication.get(), context.getVariables().getOrDefault("slug", ""))
                        .isPresent());
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException exception) {
        SeeOther.send(request, response, SitePart.of(request).page("signin"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException, ServletException {
        if (exception instanceof CsrfException) {
            refusals.handle(request, response, exception);
        } else {
            refusals.note(exception);
            commence(request, response, null);
        }
    }
}
