package org.sneakyklaus.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.account.AdminPrincipal;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.account.AdminSessions;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.web.Flash;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Configures the filter chain of each area: admin pages, participants' pages, endpoints for machines, and public pages.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

    private static final Duration ADMIN_IDLE = Duration.ofDays(7);
    private static final Duration ADMIN_REMEMBERED = Duration.ofDays(30);

    private final SecurityHeaders headers;
    private final CsrfCookieRepository csrfCookies;
    private final CsrfFieldHandler csrfFields;
    private final RequestLimits limits;
    private final RefusalHandler refusals;

    SecurityConfiguration(
            SecurityHeaders headers,
            CsrfCookieRepository csrfCookies,
            CsrfFieldHandler csrfFields,
            RequestLimits limits,
            RefusalHandler refusals) {
        this.headers = headers;
        this.csrfCookies = csrfCookies;
        this.csrfFields = csrfFields;
        this.limits = limits;
        this.refusals = refusals;
    }

    /** Turns observations off: they could reveal who checks who they drew, and when. */
    @Bean
    static SecurityObservationSettings nothingIsMeasured() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Returns Spring's firewall, extended to refuse a content type with a wildcard: Spring reports that as a server
     * error as soon as it reads the headers (spring-projects/spring-framework#27957).
     */
    @Bean
    static HttpFirewall firewall() {
        return new StrictHttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                var type = request.getContentType();
                if (type != null && type.contains("*") && request.getDispatcherType() == DispatcherType.REQUEST) {
                    throw new RequestRejectedException("The content type has a wildcard.");
                }
                return super.getFirewalledRequest(request);
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain adminPart(
            HttpSecurity http,
            @Qualifier("adminUserDetails") UserDetailsService admins,
            UserDetailsPasswordService strongerHashes,
            PasswordEncoder encoder,
            AdminQueries account,
            AdminSessions sessions) {
        var passwords = new DaoAuthenticationProvider(admins);
        passwords.setPasswordEncoder(encoder);
        passwords.setUserDetailsPasswordService(strongerHashes);
        return common(http)
                .securityMatcher("/admin", "/admin/**", "/setup")
                .authenticationManager(new ProviderManager(passwords))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/setup",
                                "/admin/login",
                                "/admin/password/forgot",
                                "/admin/password/reset/*",
                                "/admin/email/*")
                        .permitAll()
                        .anyRequest()
                        .hasRole("ADMIN"))
                .exceptionHandling(denied -> denied.authenticationEntryPoint((request, response, exception) ->
                        SeeOther.send(request, response, LoginRedirect.signInFor(request))))
                .formLogin(login -> login.loginPage("/admin/login")
                        .usernameParameter("email")
                        .successHandler((request, response, admin) -> {
                            log.info("Signed in: {}", admin.getName());
                            var remember = Boolean.parseBoolean(request.getParameter("remember-me"));
                            request.getSession().setMaxInactiveInterval((int)
                                    (remember ? ADMIN_REMEMBERED : ADMIN_IDLE).toSeconds());
                            request.getSession()
                                    .setAttribute(
                                            Sessions.USER_AGENT,
                                            Sessions.kept(request.getHeader(HttpHeaders.USER_AGENT)));
                            if (!account.isConfirmed()) {
                                Flash.sayWithLink(request, response, "login.unconfirmed", "/admin/mail");
                            }
                            SeeOther.send(request, response, LoginRedirect.sentAlong(request));
                            // Stores the session, which can be ended only then.
                            response.flushBuffer();
                            sessions.endIfOutdated(
                                    (AdminPrincipal) Objects.requireNonNull(admin.getPrincipal()),
                                    request.getSession().getId());
                        })
                        .failureHandler(new LoginFailureHandler()))
                .logout(logout -> logout.logoutRequestMatcher(pathPattern(HttpMethod.POST, "/admin/logout"))
                        .logoutSuccessHandler((request, response, admin) ->
                                SeeOther.send(request, response, "/admin/login?news=SIGNED_OUT")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain participantsPart(HttpSecurity http, ParticipantSignIn signIn) {
        return common(http)
                .securityMatcher("/exchange/**")
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/exchange/{slug}/me", "/exchange/{slug}/me/**")
                                .access(signIn)
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(signIn).accessDeniedHandler(signIn))
                .addFilterBefore(signIn.filter(), UsernamePasswordAuthenticationFilter.class)
                .logout(logout -> logout.logoutRequestMatcher(
                                pathPattern(HttpMethod.POST, "/exchange/{slug}/me/signout"))
                        .logoutSuccessHandler((request, response, participant) -> SeeOther.send(
                                request, response, SitePart.of(request).page("signin?signedOut=true"))))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain machinePart(HttpSecurity http, MetricsAuthorization metrics) {
        return common(http)
                .securityMatcher("/actuator/**", "/webhooks/**")
                // The sender signs its reports, and there is no browser to be misused.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/prometheus")
                        .access(metrics)
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(metrics))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .logout(logout -> logout.disable())
                .build();
    }

    /**
     * Configures the only form without a CSRF token, because mail programs post there automatically; its own token is a
     * secret.
     */
    @Bean
    @Order(4)
    SecurityFilterChain unsubscribePart(HttpSecurity http) {
        return common(http)
                .securityMatcher("/unsubscribe/**")
                .csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .logout(logout -> logout.disable())
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain publicPart(HttpSecurity http) {
        return common(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .logout(logout -> logout.disable())
                .build();
    }

    private HttpSecurity common(HttpSecurity http) {
        return http.headers(headers)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookies).csrfTokenRequestHandler(csrfFields))
                .exceptionHandling(denied -> denied.accessDeniedHandler(refusals))
                .addFilterAfter(limits.filter(), CsrfFilter.class)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.newSession()));
    }
}
