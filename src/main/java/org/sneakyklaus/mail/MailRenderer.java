package org.sneakyklaus.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders content as text and HTML, which say the same. */
@Component
class MailRenderer {

    // Not a bean: it would replace the engine for pages.
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    MailRenderer() {
        engine.addTemplateResolver(resolver("letter.html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver("letter.txt", TemplateMode.TEXT));
    }

    String text(MailContent content) {
        return print("letter.txt", content);
    }

    String html(MailContent content) {
        return print("letter.html", content);
    }

    private String print(String template, MailContent content) {
        var context = new Context(Locale.forLanguageTag(content.language()), Map.of("letter", content));
        return engine.process(template, context);
    }

    private static ClassLoaderTemplateResolver resolver(String template, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/mail/");
        resolver.setTemplateMode(mode);
        resolver.setResolvablePatterns(Set.of(template));
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }
}
