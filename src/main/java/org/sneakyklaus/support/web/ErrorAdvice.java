package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** Turns errors of a request into a page that explains them, on the page of its form if it has one. */
@ControllerAdvice
class ErrorAdvice {

    private final MessageSource messages;

    ErrorAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ModelAndView notFound(NotFoundException exception) {
        return ErrorPages.of("404", HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView refused(RuleViolation violation, HttpServletRequest request) {
        var errors = new LinkedHashMap<String, String>();
        violation
                .all()
                .filter(broken -> broken.field() != null)
                .forEach(broken -> errors.putIfAbsent(Objects.requireNonNull(broken.field()), text(broken)));
        return onTheForm(request, HttpStatus.UNPROCESSABLE_CONTENT, text(violation), errors);
    }

    @ExceptionHandler
    ModelAndView unreadable(BindException exception, HttpServletRequest request) {
        var errors = new LinkedHashMap<String, String>();
        var locale = LocaleContextHolder.getLocale();
        exception
                .getFieldErrors()
                .forEach(error -> errors.putIfAbsent(
                        error.getField(), Objects.requireNonNull(messages.getMessage(error, locale))));
        var first = errors.values().stream().findFirst().orElse(null);
        return onTheForm(request, HttpStatus.UNPROCESSABLE_CONTENT, first, errors);
    }

    /** Handles an unreadable value: in the path, it means an unknown page; otherwise it belongs to a field. */
    @ExceptionHandler
    ModelAndView unreadable(MethodArgumentTypeMismatchException exception, HttpServletRequest request) {
        if (exception.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return ErrorPages.of("404", HttpStatus.NOT_FOUND);
        }
        var type = exception.getRequiredType();
        var codes = new String[] {"typeMismatch." + (type == null ? "" : type.getName()), "typeMismatch"};
        return wrong(exception.getName(), new DefaultMessageSourceResolvable(codes), request);
    }

    @ExceptionHandler
    ModelAndView missing(MissingServletRequestParameterException exception, HttpServletRequest request) {
        return wrong(exception.getParameterName(), new DefaultMessageSourceResolvable("text.required"), request);
    }

    /** Handles a parameter that names no field of the form, or a body that is not a form. */
    @ExceptionHandler({InvalidPropertyException.class, MultipartException.class})
    ModelAndView nonsense() {
        return alone(HttpStatus.BAD_REQUEST, null);
    }

    /** Handles a body or query that is not form-encoded, or has far too many fields. */
    @ExceptionHandler
    ModelAndView undecodable(InvalidParameterException exception) {
        var status = HttpStatus.resolve(exception.getErrorCode());
        return alone(status == null ? HttpStatus.BAD_REQUEST : status, null);
    }

    private String text(RuleViolation violation) {
        return messages.getMessage(violation.message(), LocaleContextHolder.getLocale());
    }

    private ModelAndView wrong(String field, MessageSourceResolvable message, HttpServletRequest request) {
        var text = messages.getMessage(message, LocaleContextHolder.getLocale());
        var form = "POST".equals(request.getMethod());
        return onTheForm(
                request, form ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST, text, Map.of(field, text));
    }

    @ExceptionHandler
    ModelAndView tooLate(ConflictException conflict, HttpServletRequest request) {
        return show(
                request,
                HttpStatus.CONFLICT,
                messages.getMessage(conflict.message(), LocaleContextHolder.getLocale()),
                null);
    }

    @ExceptionHandler
    ModelAndView overtaken(OptimisticLockingFailureException exception, HttpServletRequest request) {
        return tooLate(new ConflictException("exchange.conflict.stale"), request);
    }

    @ExceptionHandler
    ModelAndView tooOften(TooOftenException exception, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(exception.seconds()));
        Layout.rememberWhoAsks(request);
        return ErrorPages.of("429", HttpStatus.TOO_MANY_REQUESTS).addObject("retryMinutes", exception.minutes());
    }

    private ModelAndView onTheForm(
            HttpServletRequest request, HttpStatus status, @Nullable String violation, Map<String, String> errors) {
        try {
            return show(request, status, violation, rejected(request, errors));
        } catch (RequestRejectedException nameOfNoField) {
            return nonsense();
        }
    }

    private static ModelAndView show(
            HttpServletRequest request, HttpStatus status, @Nullable String violation, @Nullable Rejected rejected) {
        return NearestPage.of(request)
                .map(path -> new ModelAndView(new NearestPage(path, status, violation, rejected)))
                .orElseGet(() -> alone(status, violation));
    }

    private static ModelAndView alone(HttpStatus status, @Nullable String violation) {
        return ErrorPages.of(status == HttpStatus.CONFLICT ? "409" : "other", status)
                .addObject("violation", violation);
    }

    private static Rejected rejected(HttpServletRequest request, Map<String, String> errors) {
        var values = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, typed) -> values.put(name, String.join(",", typed)));
        var path = request.getRequestURI();
        return new Rejected(path.substring(path.lastIndexOf('/') + 1), values, errors);
    }
}
